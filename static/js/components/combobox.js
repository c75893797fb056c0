/*
 * Makes a select searchable: the select stays the field that is sent; a text field before it asks the server while the user types, and
 * what is chosen becomes the select's option. Arrows choose, Enter takes, Escape gives back what was there.
 */
document.addEventListener('alpine:init', () => {
  const WAIT = 150;
  const MOST = 20;

  const make = (properties) => Object.assign(document.createElement('div'), properties);
  const nameOf = ({ text, dataset: { hint } }) => (hint ? text.slice(0, -hint.length - 3) : text);
  const optionsIn = (html) => [
    ...new DOMParser().parseFromString(`<select>${html}</select>`, 'text/html').querySelectorAll('option'),
  ];

  window.Alpine.data('combobox', () => ({
    init() {
      this.enhance();
      // A morph gives back what the server wrote.
      this.settled = () => this.$nextTick(() => this.$refs.input.hidden && this.enhance());
      document.addEventListener('htmx:afterSettle', this.settled);
    },

    destroy() {
      document.removeEventListener('htmx:afterSettle', this.settled);
    },

    enhance() {
      const { select, input, pick } = this.$refs;
      input.hidden = false;
      pick.hidden = true;
      select.className = 'hidden';
      select.tabIndex = -1;
      select.ariaHidden = 'true';
      // Where labels and lists of errors lead.
      select.onfocus = () => input.focus();
      this.restore();
      if (select.autofocus) input.focus();
    },

    input: {
      '@input'() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.search(this.$el.value.trim()), WAIT);
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
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step && list.hidden) this.show(this.known());
        else if (step) this.move(step);
        // Enter before the answer has come must not send the form.
        else if (list.hidden && this.$el.value === this.text) return;
        else if (event.key === 'Enter') list.querySelector('[aria-selected="true"]')?.take();
        else if (event.key === 'Escape') this.restore();
        else return;
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
      this.asked?.abort();
      if (!q) return this.show(this.known());
      this.asked = new AbortController();
      const { signal } = this.asked;
      const answer = await fetch(`${this.$root.dataset.source}?q=${encodeURIComponent(q)}`, { signal }).catch(
        () => null,
      );
      if (answer?.ok) this.show(optionsIn(await answer.text()), q);
    },

    show(options, q) {
      const { input, list } = this.$refs;
      if (document.activeElement !== input) return;
      const { create, none } = this.$root.dataset;
      const items = options.map((option) => this.item(nameOf(option), () => this.choose(option), option.dataset.hint));
      const offers = Object.entries(JSON.parse((q && create) || '{}'));
      const made = offers.map(([kind, text]) => this.item(text.replace('{name}', q), () => this.create(kind, q)));
      list.replaceChildren(...(items.length ? items : [make({ className: 'none quiet', textContent: none })]), ...made);
      for (const [index, item] of [...items, ...made].entries()) item.id = `${list.id}-${index}`;
      list.hidden = false;
      input.ariaExpanded = 'true';
      this.mark(q && items[0]);
    },

    item(textContent, take, hint) {
      const item = make({ role: 'option', textContent, take });
      if (hint) item.append(Object.assign(document.createElement('small'), { textContent: hint }));
      return item;
    },

    mark(chosen) {
      for (const item of this.$refs.list.children) item.ariaSelected = String(item === chosen);
      chosen?.scrollIntoView?.({ block: 'nearest' });
      this.$refs.input.setAttribute('aria-activedescendant', chosen?.id ?? '');
    },

    move(step) {
      const items = [...this.$refs.list.querySelectorAll('[role="option"]')];
      const now = items.findIndex((item) => item.ariaSelected === 'true');
      this.mark(items.at((Math.max(now, step > 0 ? -1 : 0) + step) % items.length));
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
      const text = await answer?.text();
      if (answer?.ok) return this.choose(optionsIn(text)[0]);
      const said = answer?.status === 422 ? text : document.querySelector('#toasts')?.dataset.failed;
      document.dispatchEvent(new CustomEvent('flash', { detail: { tone: 'bad', text: said } }));
    },

    restore() {
      const { select, input, list } = this.$refs;
      clearTimeout(this.timer);
      this.asked?.abort();
      const [chosen] = select.selectedOptions;
      this.text = chosen?.value ? nameOf(chosen) : '';
      input.value = this.text;
      input.placeholder = select.options[0].text;
      list.hidden = true;
      input.ariaExpanded = 'false';
    },
  }));
});
