/* What is chosen once and kept: theme, width of the navigation, single keys. */
{
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);

  // The theme shows at once; the server remembers it.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('[data-theme-form]')) return;
    event.preventDefault();
    const { name, value } = event.submitter;
    const body = new URLSearchParams(new FormData(form));
    body.set(name, value);
    if (value === 'system') delete root.dataset.theme;
    else root.dataset.theme = value;
    find('meta[name="color-scheme"]').content = value === 'system' ? 'light dark' : value;
    for (const choice of form.querySelectorAll('button')) choice.ariaPressed = String(choice.value === value);
    event.submitter.removeAttribute('aria-busy');
    fetch(form.action, { method: 'POST', body, redirect: 'manual', keepalive: true });
  });

  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('[data-rail]')) return;
    const rail = root.dataset.nav === 'rail' ? '' : 'rail';
    root.dataset.nav = rail;
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads it, so that the next page comes as it should
    document.cookie = `nav=${rail};path=/;max-age=${rail ? 31536000 : 0};samesite=lax`;
  });
  for (const link of document.querySelectorAll('.nav li a'))
    link.title = root.dataset.nav === 'rail' ? link.textContent.trim() : '';

  const keys = find('[data-single-keys]');
  if (keys) keys.checked = localStorage.getItem('keys') !== 'off';
  document.addEventListener('change', ({ target }) => {
    if (target.matches('[data-single-keys]')) localStorage.setItem('keys', target.checked ? 'on' : 'off');
  });
}
