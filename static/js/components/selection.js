/* A table with a box in each row: the one on top chooses them all, and shows when some are chosen. */
document.addEventListener('alpine:init', () => {
  window.Alpine.data('selection', () => ({
    /** The table. */
    rows: {
      '@change'({ target }) {
        const boxes = [...this.$root.querySelectorAll('td.sel input')];
        const all = this.$refs.all;
        if (target === all) for (const box of boxes) box.checked = all.checked;
        const chosen = boxes.filter((box) => box.checked).length;
        all.checked = chosen > 0 && chosen === boxes.length;
        all.indeterminate = chosen > 0 && chosen < boxes.length;
      },
    },
  }));
});
