/*
 * What a staff page does beyond links and forms. Everything here has a way without it: dialogs are pages, shortcuts are
 * links, toasts are what the next page says. Listeners sit on the document, so that swapped-in parts need no set-up.
 */
{
  const root = document.documentElement;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const on = (type, handle) => document.addEventListener(type, handle);

  /** Shows what is of no use without a script, on the page and in whatever is swapped in. */
  const reveal = (within) => {
    for (const part of all('[data-needs-script], [data-copy], [data-rail], [data-select-all]', within))
      part.hidden = false;
  };

  // Toasts: header `HX-Trigger: {"flash": {"tone": "ok", "text": "…"}}`, or requests that failed.
  const toast = ({ tone = 'info', text }) => {
    const region = find('#toasts');
    if (!region || !text) return;
    const box = document.createElement('div');
    box.className = `toast ${tone}`;
    const words = document.createElement('p');
    words.textContent = text;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'btn plain s';
    close.textContent = region.dataset.close;
    close.onclick = () => box.remove();
    box.append(words, close);
    region.append(box);
    // What went wrong stays until it is read.
    if (tone !== 'bad') setTimeout(close.onclick, 7000);
  };
  on('flash', (event) => toast(event.detail));
  on('htmx:responseError', () => toast({ tone: 'bad', text: find('#toasts')?.dataset.failed }));
  for (const lost of ['htmx:sendError', 'htmx:timeout']) {
    on(lost, (event) => {
      if (!event.target.closest('[data-quiet]')) toast({ tone: 'bad', text: find('#toasts')?.dataset.offline });
    });
  }

  // Work in progress: a line on top for fragments, the pressed button for whole pages.
  let waiting = 0;
  const wait = (step) => (event) => {
    if (event.target.closest('[data-quiet]')) return;
    waiting = Math.max(0, waiting + step);
    root.toggleAttribute('data-busy', waiting > 0);
  };
  on('htmx:beforeSend', wait(1));
  on('htmx:afterRequest', wait(-1));
  on('submit', (event) => {
    const button = event.submitter;
    if (event.defaultPrevented || !button || event.target.method === 'dialog') return;
    if (button.ariaBusy === 'true') return event.preventDefault();
    button.ariaBusy = 'true';
    // A download leaves the page where it is.
    setTimeout(() => button.removeAttribute('aria-busy'), 5000);
  });
  window.addEventListener('pageshow', () => {
    for (const button of all('button[aria-busy]')) button.removeAttribute('aria-busy');
  });

  // Focus: an element that a swap took away gives it to its successor, else to what was swapped in. Two swaps may overlap
  // (the lamps look again every minute): what settles must be what took it.
  let held = null;
  let heldIn = '';
  on('htmx:beforeSwap', (event) => {
    const active = document.activeElement;
    if (active === document.body || !event.detail.target.contains(active)) return;
    held = active;
    heldIn = event.detail.target.id;
  });
  const successor = (lost, arrived) => {
    const href = lost.getAttribute('href');
    const among = [arrived, ...all('a[href], button, input, select, textarea', arrived)].filter(
      (part) => part.tabIndex >= 0,
    );
    return (
      (lost.id && document.getElementById(lost.id)) ||
      among.find((part) => (lost.name && part.name === lost.name) || (href && part.getAttribute('href') === href)) ||
      among[0]
    );
  };
  on('htmx:afterSettle', ({ target }) => {
    reveal(target);
    if (!held || (heldIn && target.id !== heldIn && document.getElementById(heldIn))) return;
    const lost = held;
    held = null;
    if (document.activeElement !== document.body) return;
    successor(lost, target)?.focus({ preventScroll: true });
    // Nothing in it can have the focus: then the page does, rather than the address bar.
    setTimeout(() => document.activeElement === document.body && find('#main')?.focus({ preventScroll: true }));
  });

  // Dialogs and menus.
  const open = (id) => {
    const dialog = document.getElementById(id);
    if (!dialog?.showModal || dialog.open) return false;
    for (const other of all('dialog[open]')) other.close();
    dialog.showModal();
    if (id === 'palette') window.htmx?.trigger(find('form', dialog), 'palette-open');
    return true;
  };
  const closeMenus = (except) => {
    for (const menu of all('details[data-menu][open]')) if (menu !== except) menu.open = false;
  };

  const press = {
    '[data-dialog-open]': (part, event) => {
      if (!event.ctrlKey && !event.metaKey && open(part.dataset.dialogOpen)) event.preventDefault();
    },
    'dialog[open]': (dialog, event) => {
      if (event.target === dialog) dialog.close();
    },
    '[data-copy]': async (part) => {
      await navigator.clipboard.writeText(part.dataset.copy);
      toast({ tone: 'ok', text: part.dataset.done });
    },
    '[data-rail]': () => {
      const rail = root.dataset.nav === 'rail' ? '' : 'rail';
      root.dataset.nav = rail;
      // biome-ignore lint/suspicious/noDocumentCookie: the server reads it, so that the next page comes as it should
      document.cookie = `nav=${rail};path=/;max-age=${rail ? 31536000 : 0};samesite=lax`;
    },
  };
  on('click', (event) => {
    for (const [selector, handle] of Object.entries(press)) {
      const part = event.target.closest?.(selector);
      if (part) handle(part, event);
    }
    closeMenus(event.target.closest?.('details[data-menu]'));
  });

  // The theme shows at once; the server remembers it.
  on('submit', (event) => {
    const form = event.target;
    if (!form.matches('[data-theme-form]')) return;
    event.preventDefault();
    const { name, value } = event.submitter;
    const body = new URLSearchParams(new FormData(form));
    body.set(name, value);
    if (value === 'system') delete root.dataset.theme;
    else root.dataset.theme = value;
    find('meta[name="color-scheme"]').content = value === 'system' ? 'light dark' : value;
    for (const choice of all('button', form)) choice.ariaPressed = String(choice === event.submitter);
    event.submitter.removeAttribute('aria-busy');
    fetch(form.action, { method: 'POST', body, redirect: 'manual', keepalive: true });
  });

  on('change', (event) => {
    const box = event.target;
    if (box.matches('[data-single-keys]')) localStorage.setItem('keys', box.checked ? 'on' : 'off');
    if (!box.matches('[data-select-all]')) return;
    for (const each of all('.sel input', box.closest('table'))) each.checked = box.checked;
  });

  // The palette: arrows choose, Enter goes; without a choice Enter searches.
  const choose = (input, options, index) => {
    for (const [at, option] of options.entries()) option.ariaSelected = String(at === index);
    options[index]?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', options[index]?.id ?? '');
    input.ariaExpanded = String(options.length > 0);
  };
  // Enter goes only where the answer is to what stands in the field; until it has come, Enter searches.
  on('htmx:afterSwap', ({ target, detail }) => {
    if (target.id !== 'palette-results') return;
    const input = find('#palette input');
    const asked = new URL(detail.xhr.responseURL).searchParams.get('q');
    choose(input, all('[role="option"]', target), asked && asked === input.value ? 0 : -1);
  });
  on('input', ({ target }) => {
    if (target.matches('#palette input')) choose(target, all('#palette-results [role="option"]'), -1);
  });
  const steer = (event) => {
    const options = all('#palette-results [role="option"]');
    const now = options.findIndex((option) => option.ariaSelected === 'true');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length > 0) {
      event.preventDefault();
      choose(event.target, options, (Math.max(now, step > 0 ? -1 : 0) + step + options.length) % options.length);
    } else if (event.key === 'Enter' && now >= 0) {
      event.preventDefault();
      options[now].click();
    }
  };

  // Shortcuts: Ctrl/⌘ K anywhere, Alt and a letter anywhere, single keys outside fields unless turned off.
  let leader = 0;
  const follow = (key) => {
    const link = /^[a-z]$/.test(key) && find(`[data-key="${key}"]`);
    if (link) link.click();
    return Boolean(link);
  };
  const single = (key) => {
    if (localStorage.getItem('keys') === 'off') return false;
    if (key === '?') return open('help');
    if (key === 'n') return follow('n');
    const led = Date.now() - leader < 1500;
    leader = key === 'g' ? Date.now() : 0;
    return led && key !== 'n' && follow(key);
  };
  on('keydown', (event) => {
    const { key, altKey, target } = event;
    const command = event.ctrlKey || event.metaKey;
    if (target.closest?.('#palette')) steer(event);
    if (key === 'Escape') closeMenus();
    if (command && key.toLowerCase() === 'k') {
      if (open('palette')) event.preventDefault();
    } else if (altKey && !command) {
      if (follow(event.code.replace('Key', '').toLowerCase())) event.preventDefault();
    } else if (
      !command &&
      !event.isComposing &&
      !target.closest?.('input, select, textarea, dialog, [contenteditable]')
    ) {
      if (single(key)) event.preventDefault();
    }
  });

  reveal();
  if (/Mac|iPhone|iPad/.test(navigator.platform)) {
    for (const key of all('kbd')) key.textContent = key.textContent.replace('Ctrl', '⌘');
  }
  const keys = find('[data-single-keys]');
  if (keys) keys.checked = localStorage.getItem('keys') !== 'off';
  for (const link of all('.nav li a')) link.title = root.dataset.nav === 'rail' ? link.textContent.trim() : '';
}
