/* Names the colour that is chosen; the studio's own colour shows on the whole page before it is saved. */
document.addEventListener('alpine:init', () => {
  window.Alpine.data('swatches', () => ({
    says: '',
    init() {
      this.update();
    },
    update(field) {
      const label = this.$root.closest('fieldset').querySelector('input:checked')?.closest('label');
      this.says = label?.textContent.trim() ?? '';
      const hue = label?.dataset.hue;
      // Without a hue of its own the studio has the one that the stylesheet falls back to.
      if (field && hue !== undefined) document.documentElement.style.setProperty('--accent-h', hue || 'initial');
    },
  }));
});
