/*
 * Focus: an element that a swap took away gives it to its successor, else to what was swapped in. Two swaps may overlap
 * (the room status reloads every minute): only the request that took the focus gives it back.
 */
{
  let held = null;
  let heldIn = '';
  document.addEventListener('htmx:beforeSwap', (event) => {
    const active = document.activeElement;
    if (active === document.body || !event.detail.target.contains(active)) return;
    held = active;
    heldIn = event.detail.target.id;
  });

  const successor = (lost, arrived) => {
    const href = lost.getAttribute('href');
    const inside = arrived.querySelectorAll('a[href], button, input, select, textarea');
    const among = [arrived, ...inside].filter((part) => part.tabIndex >= 0);
    return (
      (lost.id && document.getElementById(lost.id)) ||
      among.find((part) => (lost.name && part.name === lost.name) || (href && part.getAttribute('href') === href)) ||
      among[0]
    );
  };
  document.addEventListener('htmx:afterSettle', ({ target }) => {
    if (!held || (heldIn && target.id !== heldIn && document.getElementById(heldIn))) return;
    const lost = held;
    held = null;
    if (document.activeElement !== document.body) return;
    successor(lost, target)?.focus({ preventScroll: true });
    // Nothing in it can have the focus: then the page does, rather than the address bar.
    const main = document.querySelector('#main');
    setTimeout(() => document.activeElement === document.body && main?.focus({ preventScroll: true }));
  });
}
