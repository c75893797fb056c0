/*
 * When a session is, on one line: date, start, end and length, typed as people type them, each following the others. What is sent
 * stays in the two fields that the page came with.
 */
document.addEventListener('alpine:init', () => {
  const MINUTE = 60000;
  const DAY = 1440 * MINUTE;

  /** What a clock in that zone shows, read as if it were UTC. */
  const clockOf = (instant, timeZone) =>
    Date.parse(`${new Date(instant).toLocaleString('sv', { timeZone }).replace(' ', 'T')}Z`);

  const instantOf = (clock, timeZone) => {
    const guess = 2 * clock - clockOf(clock, timeZone);
    return clock + guess - clockOf(guess, timeZone);
  };

  /** "14h", "14:30", "930", "2 pm": minutes after midnight; NaN for no time. */
  const timeOf = (typed) => {
    const [, hours, minutes = 0, half] =
      /^(\d\d?)(?:[h:.,]?(\d\d))?h?(?:([ap])m)?$/.exec(typed.toLowerCase().replace(/\s/g, '')) ?? [];
    const time = (half ? (hours % 12) + (half === 'p' ? 12 : 0) : Number(hours)) * 60 + Number(minutes);
    return minutes < 60 && time <= 1440 ? time : Number.NaN;
  };

  const at = (date, time) => Date.parse(date.value) + timeOf(time.value) * MINUTE;

  /** "3h", "1h30", "90 min", "1,5", "2 j" in minutes; a bare number is hours up to a day. */
  const lengthOf = (typed) => {
    const text = typed.toLowerCase().replace(/\s/g, '').replace(':', 'h').replace(',', '.');
    if (text > 0) return text * (text > 24 ? 1 : 60);
    const [, days = 0, hours = 0, minutes = 0] =
      /^(?:(\d+)[jd]\D*)?(?:(\d*\.?\d+)h\D*)?(?:(\d+)\D*)?$/.exec(text) ?? [];
    return days * 1440 + hours * 60 + Number(minutes);
  };

  /** The numbers in place of those of a sample that the server wrote: (`1 h 01`, 2, 5) → `2 h 05`. */
  const like = (sample, ...numbers) =>
    sample.replace(/\d+/g, (digits) => String(numbers.shift()).padStart(digits.length, '0'));

  window.Alpine.data('when', () => ({
    init() {
      const { startsAt, endsAt } = this.$root.closest('form').elements;
      const { line, from, to } = this.$refs;
      this.sent = [startsAt, endsAt];
      // What cannot be split stays in its field, as it was typed.
      if (this.sent.some(({ value }) => value && value[10] !== 'T')) return;
      for (const [index, field] of this.sent.entries()) {
        const shown = [from, to][index];
        shown.ariaInvalid = field.ariaInvalid;
        shown.setAttribute('aria-describedby', field.getAttribute('aria-describedby') ?? '');
        // Where the list of errors leads.
        field.onfocus = () => shown.focus();
        field.type = 'text';
        field.tabIndex = -1;
        field.ariaHidden = 'true';
        field.className = field.labels[0].className = 'hidden';
        field.parentNode.hidden = !field.ariaInvalid;
      }
      this.show();
      line.hidden = false;
    },

    line: {
      '@change'({ target }) {
        const { day, from, to, until, length } = this.$refs;
        const { zone } = this.$root.dataset;
        const start = at(day, from);
        const minutes = target === length ? lengthOf(length.value) : this.minutes;
        const follows = minutes > 0 && target !== to && target !== until;
        const end = follows && clockOf(instantOf(start, zone) + minutes * MINUTE, zone);
        this.put(0, start, day, from);
        this.put(1, end || this.typedEnd(start), until, to);
        this.show();
      },
    },

    /** As typed; one before the beginning is on the next day. */
    typedEnd(start) {
      const { day, to, until } = this.$refs;
      const ends = [at(until.parentNode.hidden ? day : until, to), at(day, to), at(day, to) + DAY];
      return ends.find((end) => !(end <= start));
    },

    /** What is no time goes to the server as it was typed, which says so. */
    put(index, clock, date, time) {
      this.sent[index].value = clock
        ? new Date(clock).toISOString().slice(0, 16)
        : `${date.value || this.$refs.day.value}T${time.value}`;
      time.ariaInvalid = String(!clock);
    },

    several: {
      '@click'() {
        const { until } = this.$refs;
        until.parentNode.hidden = false;
        this.$el.hidden = true;
        until.focus();
      },
    },

    /** Splits what is sent over the line. */
    show() {
      const { day, from, to, until, length, next, several } = this.$refs;
      const { zone, hours, minutes, both } = this.$root.dataset;
      const [start, end] = this.sent.map(({ value }) => value);
      [day.value, from.value] = start.split('T');
      [until.value, to.value] = end.split('T');
      const [first, last] = [start, end].map((value) => instantOf(Date.parse(`${value}Z`), zone));
      this.minutes = (last - first) / MINUTE;
      const [whole, rest] = [Math.floor(this.minutes / 60), this.minutes % 60];
      const sample = whole === 0 ? minutes : rest === 0 ? hours : both;
      length.value = this.minutes > 0 ? like(sample, ...[whole, rest].filter(Boolean)) : '';
      const nights = (Date.parse(until.value) - Date.parse(day.value)) / DAY;
      if (nights > 1) until.parentNode.hidden = false;
      several.hidden = !until.parentNode.hidden;
      next.hidden = nights !== 1 || several.hidden;
    },
  }));
});
