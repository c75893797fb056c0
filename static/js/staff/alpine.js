/*
 * Alpine comes with the page that has a component (views/layouts/document.tsx). A component that is swapped into a page
 * without any brings it here; what is swapped in later Alpine sees by itself.
 */
document.addEventListener('htmx:afterSettle', () => {
  const source = document.querySelector('meta[name="components"]')?.content;
  if (!source || !document.querySelector('[x-data]') || document.querySelector(`script[src="${source}"]`)) return;
  const script = document.createElement('script');
  script.src = source;
  document.head.append(script);
});
