/*
 * Dialogs and menus. A dialog is opened by a link to the page that does the same, or by a `dialog-open` event that names
 * it; the event is cancelled when the dialog opens. The dialog then tells its own parts by an `opened` event.
 */
{
  const open = (id) => {
    const dialog = document.getElementById(id);
    if (!dialog?.showModal || dialog.open) return false;
    for (const other of document.querySelectorAll('dialog[open]')) other.close();
    dialog.showModal();
    dialog.dispatchEvent(new Event('opened'));
    return true;
  };
  document.addEventListener('dialog-open', (event) => {
    if (open(event.detail)) event.preventDefault();
  });

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll('details[data-menu][open]')) if (menu !== except) menu.open = false;
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('[data-dialog-open]');
    if (link && !event.ctrlKey && !event.metaKey && open(link.dataset.dialogOpen)) event.preventDefault();
    // A click beside an open dialog is a click on its backdrop, and that is the dialog itself.
    else if (event.target.matches?.('dialog[open]')) event.target.close();
    closeMenus(event.target.closest?.('details[data-menu]'));
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeMenus();
  });
}
