/* A form that stays on the page after it was answered asks for something new the next time: it gets a new key. */
document.addEventListener('htmx:afterRequest', ({ detail }) => {
  const field = detail.elt.closest('form')?.querySelector('input[name="requestKey"]');
  if (detail.successful && field) field.value = crypto.randomUUID();
});
