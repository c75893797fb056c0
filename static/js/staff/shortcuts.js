/* Shortcuts: Ctrl/⌘ K anywhere, Alt and a letter anywhere, single keys outside fields unless turned off. */
{
  const open = (id) => !document.dispatchEvent(new CustomEvent('dialog-open', { detail: id, cancelable: true }));
  const follow = (key) => {
    const link = /^[a-z]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
    if (link) link.click();
    return Boolean(link);
  };

  let leader = 0;
  const single = (key) => {
    if (localStorage.getItem('keys') === 'off') return false;
    if (key === '?') return open('help');
    if (key === 'n') return follow('n');
    const led = Date.now() - leader < 1500;
    leader = key === 'g' ? Date.now() : 0;
    return led && follow(key);
  };
  document.addEventListener('keydown', (event) => {
    const { key, altKey, target } = event;
    const command = event.ctrlKey || event.metaKey;
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
}
