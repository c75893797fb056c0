/* Beginning and end of a session: the end follows the beginning, and the length is said, also across a clock change. */
document.addEventListener('alpine:init', () => {
  /** What a clock in that zone shows, read as if it were UTC. */
  const clockOf = (instant, timeZone) =>
    Date.parse(`${new Date(instant).toLocaleString('sv', { timeZone }).replace(' ', 'T')}Z`);

  /** Fields hold local time; one that the clock shows twice comes with its offset. */
  const instantOf = ({ value }, timeZone) => {
    if (value.length > 16) return Date.parse(value);
    const clock = Date.parse(`${value}Z`);
    const guess = 2 * clock - clockOf(clock, timeZone);
    return clock + guess - clockOf(guess, timeZone);
  };

  /** The numbers in place of those of a sample that the server wrote: (`1 h 01`, 2, 5) → `2 h 05`. */
  const like = (sample, ...numbers) =>
    sample.replace(/\d+/g, (digits) => String(numbers.shift()).padStart(digits.length, '0'));

  window.Alpine.data('timeSpan', () => ({
    says: '',
    /** Milliseconds on the clock from beginning to end. */
    span: 0,
    init() {
      this.update();
    },
    update(field) {
      const { startsAt, endsAt } = this.$root.form.elements;
      const start = Date.parse(`${startsAt.value}Z`);
      if (field === startsAt && this.span > 0 && start && endsAt.type === 'datetime-local')
        endsAt.value = new Date(start + this.span).toISOString().slice(0, 16);
      else this.span = Date.parse(`${endsAt.value}Z`) - start;
      this.says = this.lengthOf(startsAt, endsAt);
    },
    lengthOf(startsAt, endsAt) {
      const { zone, says, hours, minutes, both } = this.$root.dataset;
      const length = Math.round((instantOf(endsAt, zone) - instantOf(startsAt, zone)) / 60000);
      if (!(length > 0)) return '';
      const [whole, rest] = [Math.floor(length / 60), length % 60];
      const text = whole === 0 ? like(minutes, rest) : rest === 0 ? like(hours, whole) : like(both, whole, rest);
      return says.replace('{length}', text);
    },
  }));
});
