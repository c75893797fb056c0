/*
 * Makes a select searchable: the select stays the field that is sent; a text field before it asks the server while the user types, and
 * what is chosen becomes the select's option. Arrows choose, Enter takes, Escape gives back what was there.
 */
document.addEventListener('alpine:init', () => {
  const MOST = 20;

  const nameOf = ({ text, dataset: { hint } }) => (hint ? text.slice(0, -hint.length - 3) : text);
  const optionsIn = (html) => [
    ...new DOMParser().parseFromString(`<select>${html}</select>`, 'text/html').querySelectorAll('option'),
  ];

  window.Alpine.data('combobox', () => ({
    init() {
      const { select, input } = this.$refs;
      input.hidden = false;
      select.className = 'hidden';
      select.tabIndex = -1;
      select.ariaHidden = 'true';
      // Where labels and lists of errors lead.
      select.onfocus = () => input.focus();
      this.restore();
      if (select.autofocus) input.focus();
    },

    input: {
      '@input.debounce.150ms'() {
        this.search(this.$el.value.trim());
      },
      '@click'() {
        this.show(this.known());
      },
      '@focus'() {
        this.$el.select();
      },
      /** An empty field chooses none; text that was not chosen is given up. */
      '@blur'() {
        if (this.$el.value.trim()) this.restore();
        else this.choose(this.known()[0]);
      },
      '@keydown'(event) {
        const { list } = this.$refs;
        if (list.hidden && event.key === 'ArrowDown') this.show(this.known());
        // Enter before the answer has come must not send the form.
        else if (list.hidden && this.$el.value === this.text) return;
        else if (event.key === 'Escape') this.restore();
        else if (!window.listbox.steer(event, list) && event.key !== 'Enter') return;
        event.preventDefault();
      },
    },

    list: {
      // The field keeps the focus, so that leaving it means leaving.
      '@pointerdown.prevent'() {},
      '@click'({ target }) {
        target.closest('[role="option"]')?.take();
      },
    },

    /** What the page came with, before anything is typed. */
    known() {
      return [...this.$refs.select.options].slice(0, MOST);
    },

    async search(q) {
      const answer = q && (await fetch(`${this.$root.dataset.source}?q=${encodeURIComponent(q)}`).catch(() => null));
      const options = answer?.ok ? optionsIn(await answer.text()) : this.known();
      // What was typed or chosen meanwhile counts.
      if (q === this.$refs.input.value.trim() && q !== this.text) this.show(options, q);
    },

    show(options, q = '') {
      const { input, list } = this.$refs;
      if (document.activeElement !== input) return;
      const offers = Object.entries(JSON.parse((q && this.$root.dataset.create) || '{}'));
      const items = [
        ...options.map((option) => this.item(nameOf(option), option.dataset.hint, () => this.choose(option))),
        ...offers.map(([kind, text]) => this.item(text.replace('{name}', q), '', () => this.create(kind, q))),
      ];
      list.replaceChildren(list.firstElementChild, ...items);
      list.firstElementChild.hidden = options.length > 0;
      list.hidden = false;
      window.listbox.choose(input, list, q && options.length ? 0 : -1);
    },

    item(name, hint, take) {
      const item = this.$refs.item.content.firstElementChild.cloneNode(true);
      item.prepend(name);
      item.lastElementChild.textContent = hint;
      return Object.assign(item, { role: 'option', take });
    },

    choose(option) {
      const { select } = this.$refs;
      if (![...select.options].some(({ value }) => value === option.value)) select.append(option.cloneNode(true));
      select.value = option.value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      this.restore();
    },

    async create(kind, name) {
      const body = new URLSearchParams({ kind, name, requestKey: crypto.randomUUID() });
      const answer = await fetch(this.$root.dataset.source, { method: 'POST', body }).catch(() => null);
      if (answer?.ok) return this.choose(optionsIn(await answer.text())[0]);
      const text = answer?.status === 422 ? await answer.text() : this.$root.dataset.failed;
      document.dispatchEvent(new CustomEvent('flash', { detail: { tone: 'bad', text } }));
    },

    restore() {
      const { select, input, list } = this.$refs;
      const [chosen] = select.selectedOptions;
      this.text = chosen?.value ? nameOf(chosen) : '';
      input.value = this.text;
      list.hidden = true;
      input.ariaExpanded = 'false';
    },
  }));
});
