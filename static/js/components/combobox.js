/*
 * Makes a select searchable: the select stays the field that is sent; a text field before it asks the server while the user types, and
 * what is chosen becomes the select's option. Arrows choose, Enter takes, Escape gives back what was there.
 */
document.addEventListener('alpine:init', () => {
  const WAIT = 150;
  const MOST = 20;

  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const nameOf = ({ textContent, dataset: { hint } }) =>
    hint ? textContent.trim().slice(0, -hint.length - 3) : textContent.trim();

  window.Alpine.data('combobox', () => ({
    init() {
      this.enhance();
      // A morph gives back what the server wrote: the select alone.
      this.settled = () => this.$root.contains(this.input) || this.enhance();
      document.addEventListener('htmx:afterSettle', this.settled);
    },

    destroy() {
      document.removeEventListener('htmx:afterSettle', this.settled);
    },

    enhance() {
      this.select = this.$root.querySelector('select');
      const { id, autofocus } = this.select;
      this.input = make('input', { type: 'text', id, autocomplete: 'off', role: 'combobox', ariaExpanded: 'false' });
      this.input.setAttribute('aria-autocomplete', 'list');
      this.input.setAttribute('aria-controls', `${id}-options`);
      for (const name of ['aria-describedby', 'aria-invalid', 'required'])
        if (this.select.hasAttribute(name)) this.input.setAttribute(name, this.select.getAttribute(name));
      this.list = make('ul', { id: `${id}-options`, role: 'listbox', hidden: true, ariaLabel: this.label() });
      this.select.id = `${id}-value`;
      this.select.hidden = true;
      this.$root.querySelector('button').hidden = true;
      this.$root.append(this.input, this.list);
      this.restore();
      this.listen();
      if (autofocus) this.input.focus();
    },

    listen() {
      const { input, list } = this;
      input.addEventListener('input', () => this.ask());
      input.addEventListener('click', () => this.show(this.known()));
      input.addEventListener('focus', () => input.select());
      input.addEventListener('blur', () => this.leave());
      input.addEventListener('keydown', (event) => this.key(event));
      // The field keeps the focus, so that leaving it means leaving.
      list.addEventListener('pointerdown', (event) => event.preventDefault());
      list.addEventListener('click', ({ target }) => this.take(target.closest('[role="option"]')));
      this.select.onchange = () => this.restore();
    },

    label() {
      return this.$root.closest('.field').querySelector('label').textContent.trim();
    },

    /** What the page came with, before anything is typed. */
    known() {
      return [...this.select.options].slice(0, MOST);
    },

    ask() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(this.input.value.trim()), WAIT);
    },

    async search(q) {
      this.asked?.abort();
      if (q === '') return this.show(this.known());
      this.asked = new AbortController();
      const { source } = this.$root.dataset;
      try {
        const answer = await fetch(`${source}?q=${encodeURIComponent(q)}`, { signal: this.asked.signal });
        if (answer.ok) this.show(this.optionsIn(await answer.text()), q);
      } catch (error) {
        if (error.name !== 'AbortError') this.show(this.known());
      }
    },

    optionsIn(html) {
      return [...new DOMParser().parseFromString(`<select>${html}</select>`, 'text/html').querySelectorAll('option')];
    },

    show(options, q = '') {
      if (document.activeElement !== this.input) return;
      const { create, none } = this.$root.dataset;
      const items = options.map((option) => this.item(nameOf(option), option.dataset.hint, () => this.choose(option)));
      const offers = q === '' || !create ? [] : Object.entries(JSON.parse(create));
      const made = offers.map(([kind, text]) => this.item(text.replace('{name}', q), '', () => this.create(kind, q)));
      const nothing = items.length === 0 ? [make('li', { className: 'none quiet', textContent: none })] : [];
      this.list.replaceChildren(...nothing, ...items, ...made);
      this.list.hidden = false;
      this.input.ariaExpanded = 'true';
      this.mark(q !== '' && items.length > 0 ? 0 : -1);
    },

    item(name, hint, take) {
      const item = make('li', { role: 'option', textContent: name, take });
      item.id = `${this.list.id}-${crypto.randomUUID()}`;
      if (hint) item.append(make('small', { textContent: hint }));
      return item;
    },

    items() {
      return [...this.list.querySelectorAll('[role="option"]')];
    },

    mark(index) {
      const items = this.items();
      for (const [at, item] of items.entries()) item.ariaSelected = String(at === index);
      items[index]?.scrollIntoView({ block: 'nearest' });
      this.input.setAttribute('aria-activedescendant', items[index]?.id ?? '');
    },

    key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && this.list.hidden) this.show(this.known());
      else if (step) this.move(step);
      else if (this.list.hidden) return;
      else if (event.key === 'Enter') this.take(this.list.querySelector('[aria-selected="true"]'));
      else if (event.key === 'Escape') this.restore();
      else return;
      event.preventDefault();
    },

    move(step) {
      const items = this.items();
      const now = items.findIndex((item) => item.ariaSelected === 'true');
      if (items.length > 0) this.mark((Math.max(now, step > 0 ? -1 : 0) + step + items.length) % items.length);
    },

    take(item) {
      item?.take();
    },

    choose(option) {
      const known = [...this.select.options].find(({ value }) => value === option.value);
      if (!known) this.select.append(option.cloneNode(true));
      this.select.value = option.value;
      this.select.dispatchEvent(new Event('change', { bubbles: true }));
    },

    async create(kind, name) {
      const body = new URLSearchParams({ kind, name, requestKey: crypto.randomUUID() });
      const answer = await fetch(this.$root.dataset.source, { method: 'POST', body }).catch(() => null);
      const [option] = answer?.ok ? this.optionsIn(await answer.text()) : [];
      if (option) return this.choose(option);
      const text = answer?.status === 422 ? await answer.text() : document.getElementById('toasts')?.dataset.failed;
      document.dispatchEvent(new CustomEvent('flash', { detail: { tone: 'bad', text } }));
    },

    /** An empty field chooses none; text that was not chosen is given up. */
    leave() {
      if (this.input.value.trim() === '' && this.select.value !== '') this.choose(this.select.options[0]);
      else this.restore();
    },

    restore() {
      clearTimeout(this.timer);
      this.asked?.abort();
      const [chosen] = this.select.selectedOptions;
      this.input.value = chosen?.value ? nameOf(chosen) : '';
      this.input.placeholder = this.select.options[0]?.textContent.trim() ?? '';
      this.list.hidden = true;
      this.input.ariaExpanded = 'false';
    },
  }));
});
