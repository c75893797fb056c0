/* Any number of labelled values: a button adds a line. Without it, saving makes room for two more. */
document.addEventListener('alpine:init', () => {
  window.Alpine.data('labelledLines', () => ({
    add: {
      '@click'() {
        const lines = this.$root.querySelectorAll('.line');
        const line = lines[lines.length - 1].cloneNode(true);
        for (const input of line.querySelectorAll('input')) {
          for (const name of ['id', 'name']) input[name] = input[name].replace(/\d+$/, lines.length);
          input.defaultValue = '';
          input.value = '';
        }
        lines[lines.length - 1].after(line);
        line.querySelector('input').focus();
        this.$el.disabled = lines.length + 1 >= Number(this.$root.dataset.most);
      },
    },
  }));
});
