/*
 * An <output> that says what its form's fields come to, while they are filled in. A component gives `says` and `update`,
 * which gets the field that was changed, or none when the page is new.
 */
document.addEventListener('alpine:init', () => {
  window.Alpine.bind('formOutput', () => ({
    'x-text'() {
      return this.says;
    },
    '@input.document'({ target }) {
      if (target.form === this.$root.form) this.update(target);
    },
    // A morph takes away the text, which no page from the server holds: said again, it is there again.
    '@htmx:after-settle.camel.document'() {
      this.says = '';
      this.$nextTick(() => this.update());
    },
  }));
});
