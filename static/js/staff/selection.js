/* A table with a box in each row: the one on top ticks them all, and shows when some are ticked. */
document.addEventListener('change', ({ target }) => {
  const table = target.closest('.sel')?.closest('table');
  if (!table) return;
  const [all, ...boxes] = table.querySelectorAll('.sel input');
  if (target === all) for (const box of boxes) box.checked = all.checked;
  const ticked = boxes.filter((box) => box.checked).length;
  all.checked = ticked === boxes.length;
  all.indeterminate = ticked > 0 && !all.checked;
});
