/* What a line of an invoice comes to, and the draft with it. Nothing is said of what the server might read otherwise. */
document.addEventListener('alpine:init', () => {
  const PLACES = 4;

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
  const priceOf = (typed, decimals) => {
    const [, whole, fraction = ''] =
      /^(.*?)(?:[.,](\d*))?$/.exec(bare(typed).replace(/^[^\d.,-]+|[^\d.,]+$/g, '')) ?? [];
    return scaled(`${whole.replace(/[.,]/g, '')}.${fraction.padEnd(1, '0')}`, Math.max(1, decimals));
  };

  /** Half away from zero, as the invoice rounds. */
  const product = (price, quantity) => {
    const [amount, unit] = [price * quantity * 2n, 2n * 10n ** BigInt(PLACES)];
    return (amount + (amount < 0n ? -unit : unit) / 2n) / unit;
  };

  window.Alpine.data('lineAmount', () => ({
    says: '',
    init() {
      this.update();
    },
    update() {
      const { locale, currency, others, says } = this.$root.dataset;
      const { quantity, unitPrice } = this.$root.form.elements;
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
      const decimals = format.resolvedOptions().maximumFractionDigits;
      const [count, price] = [quantityOf(quantity.value), priceOf(unitPrice.value, decimals)];
      const show = (amount) => format.format(Number(amount) / 10 ** decimals).replace('-', '−');
      this.says = '';
      if (count === null || price === null) return;
      const net = product(price, count);
      this.says = says.replace('{line}', show(net)).replace('{total}', show(BigInt(others) + net));
    },
  }));
});
