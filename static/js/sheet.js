/*
 * The lines of a draft, typed in their table: Enter goes on to the next line, rows move and go in place, and the sums follow as the
 * server will reckon them. Without this file every button sends the form. Nothing is said of what the server might read otherwise.
 */
{
  const form = document.querySelector('form[data-sheet]');
  const body = form.querySelector('tbody');
  const PLACES = 4;
  const format = new Intl.NumberFormat(form.dataset.locale, { style: 'currency', currency: form.dataset.currency });
  const decimals = format.resolvedOptions().maximumFractionDigits;
  const show = (amount) => format.format(Number(amount) / 10 ** decimals).replace('-', '−');

  const bare = (typed) =>
    typed
      .normalize('NFKC')
      .replace(/[\s'’]/g, '')
      .replace(/^[−–]/, '-');

  /** "1.5" with four places → 15000n; null for no number, or one with more places. */
  const scaled = (text, places) => {
    const [, whole, fraction = ''] = /^(-?\d{1,15})(?:\.(\d+))?$/.exec(text) ?? [];
    return whole && fraction.length <= places ? BigInt(whole + fraction.padEnd(places, '0')) : null;
  };

  /** "1,5", "-1", and for hours "1h30". */
  const quantityOf = (typed) => {
    const text = bare(typed);
    const [, hours, minutes = '0'] = /^(\d{1,4})[h:]([0-5]?\d)?$/i.exec(text) ?? [];
    return scaled(hours ? (Number(hours) + Number(minutes) / 60).toFixed(PLACES) : text.replace(',', '.'), PLACES);
  };

  /** "1 440,50", "1,440.50", "85 €": the last mark is the decimal one. */
  const priceOf = (typed) => {
    const [, whole, fraction = ''] =
      /^(.*?)(?:[.,](\d*))?$/.exec(bare(typed).replace(/^[^\d.,-]+|[^\d.,]+$/g, '')) ?? [];
    return scaled(`${whole.replace(/[.,]/g, '')}.${fraction.padEnd(1, '0')}`, Math.max(1, decimals));
  };

  /** Half away from zero, as the invoice rounds. */
  const share = (amount, unit) => {
    const twice = amount * 2n;
    return (twice + (twice < 0n ? -unit : unit)) / (unit * 2n);
  };

  const fieldOf = (row, name) => row.querySelector(`[name="${name}"]`);
  const isSpare = (row) => ['description', 'detail', 'unitPrice'].every((name) => !fieldOf(row, name).value.trim());

  /** Null where a line cannot be read. */
  const netOf = (row) => {
    const [count, price] = [quantityOf(fieldOf(row, 'quantity').value), priceOf(fieldOf(row, 'unitPrice').value)];
    return count === null || price === null ? null : share(price * count, 10n ** BigInt(PLACES));
  };

  /** VAT is reckoned once for each rate, on the sum of its lines. */
  const reckon = () => {
    const nets = new Map();
    let known = true;
    for (const row of body.rows) {
      const net = isSpare(row) ? null : netOf(row);
      row.querySelector('[data-net]').textContent = net === null ? '' : show(net);
      if (net === null) known &&= isSpare(row);
      else nets.set(fieldOf(row, 'vat').value, (nets.get(fieldOf(row, 'vat').value) ?? 0n) + net);
    }
    let [net, tax] = [0n, 0n];
    for (const [choice, base] of nets) {
      net += base;
      tax += share(base * BigInt(choice.split('-')[1]), 10_000n);
    }
    for (const [name, sum] of Object.entries({ net, tax, gross: net + tax }))
      form.querySelector(`[data-sum="${name}"]`).textContent = known ? show(sum) : '–';
  };

  // The spare row as it came: the pattern of those to come.
  const pattern = body.lastElementChild.cloneNode(true);
  let count = body.rows.length;
  const addRow = () => {
    const row = pattern.cloneNode(true);
    for (const part of row.querySelectorAll('[id], [for]'))
      for (const name of ['id', 'for'])
        if (part.hasAttribute(name))
          part.setAttribute(name, part.getAttribute(name).replace(/line\d+/, `line${count}`));
    count += 1;
    const last = body.lastElementChild;
    last?.removeAttribute('id');
    if (last) fieldOf(row, 'vat').value = fieldOf(last, 'vat').value;
    body.append(row);
    number();
    return row;
  };

  /** Buttons say which line they are for. */
  const number = () => {
    for (const [index, row] of [...body.rows].entries())
      for (const button of row.querySelectorAll('.acts button')) {
        const label = button.ariaLabel.replace(/\d+/, index + 1);
        button.ariaLabel = label;
        button.title = label;
      }
  };

  const move = (row, up) => {
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (other) other[up ? 'before' : 'after'](row);
    number();
  };

  const remove = (row) => {
    const { value } = fieldOf(row, 'lineId');
    if (value) {
      const gone = Object.assign(document.createElement('input'), { type: 'hidden', name: 'removed', value });
      form.append(gone);
    }
    const next = row.nextElementSibling ?? row.previousElementSibling ?? addRow();
    row.remove();
    fieldOf(next, 'description').focus();
    number();
    reckon();
  };

  form.addEventListener('input', reckon);
  form.addEventListener('change', reckon);
  form.addEventListener('keydown', (event) => {
    const { target, key, altKey, isComposing } = event;
    const row = target.closest('tbody tr');
    if (!row || isComposing || !target.name) return;
    const arrow = altKey && /^Arrow(Up|Down)$/.exec(key);
    if (arrow && !target.matches('select')) {
      event.preventDefault();
      move(row, arrow[1] === 'Up');
      target.focus();
    } else if (key === 'Enter' && target.matches('input, select')) {
      event.preventDefault();
      const next = row.nextElementSibling;
      if (next) fieldOf(next, target.name).focus();
      else if (!isSpare(row)) fieldOf(addRow(), 'description').focus();
    }
  });
  form.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    const row = button?.closest('tbody tr');
    if (row) {
      event.preventDefault();
      if (button.name === 'remove') return remove(row);
      move(row, button.value.endsWith('up'));
      button.focus();
    } else if (button?.hasAttribute('data-add')) {
      event.preventDefault();
      const last = body.lastElementChild;
      fieldOf(last && isSpare(last) ? last : addRow(), 'description').focus();
    }
  });
}
