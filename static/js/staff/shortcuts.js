/*
 * Shortcuts: Ctrl/⌘ K anywhere, Alt and a letter anywhere, single keys outside fields unless turned off. A key presses the first link
 * with `data-press`, after g the one with `data-key`: what a page itself offers comes before the list of shortcuts.
 */
{
  const open = (id) => !document.dispatchEvent(new CustomEvent('dialog-open', { detail: id, cancelable: true }));
  const press = (kind, key) => {
    const link = document.querySelector(`[data-${kind}="${CSS.escape(key)}"]`);
    link?.click();
    return link;
  };

  let leader = 0;
  const single = ({ key, target }) => {
    if (localStorage.getItem('keys') === 'off') return false;
    if (key === '?') return open('help');
    // Arrows scroll what is wider than its place.
    if (key[1] && target.matches('[tabindex]') && target.scrollWidth > target.clientWidth) return false;
    const led = Date.now() - leader < 1500;
    leader = key === 'g' ? Date.now() : 0;
    return press(led ? 'key' : 'press', key);
  };
  document.addEventListener('keydown', (event) => {
    const { key, altKey, target } = event;
    const command = event.ctrlKey || event.metaKey;
    if (command && key.toLowerCase() === 'k') {
      if (open('palette')) event.preventDefault();
    } else if (altKey && !command) {
      // On a Mac, Alt makes another sign of the letter.
      const letter = (/^[a-z]$/i.test(key) ? key : event.code.slice(3)).toLowerCase();
      if (press('key', letter) || press('press', letter)) event.preventDefault();
    } else if (
      !command &&
      !event.isComposing &&
      !target.closest?.('input, select, textarea, dialog, [contenteditable]')
    ) {
      if (single(event)) event.preventDefault();
    }
  });
}
