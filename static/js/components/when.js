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

  /** "14h", "14:30", "930": minutes after midnight; NaN for no time. */
  const timeOf = (typed) => {
    const [, hours, minutes = 0] = /^(\d\d?)[h:.,]?(\d\d)?$/i.exec(typed.replace(/\s/g, '')) ?? [];
    return minutes < 60 && hours < 25 ? hours * 60 + Number(minutes) : Number.NaN;
  };

  const at = (date, time) => Date.parse(date.value) + timeOf(time.value) * MINUTE;

  /** "3h", "1h30", "90 min", "1,5" in minutes; a bare number is hours up to a day. */
  const lengthOf = (typed) => {
    const text = typed.replace(/\s/g, '').replace(':', 'h').replace(',', '.');
    if (text > 0) return text * (text > 24 ? 1 : 60);
    const [, hours = 0, minutes = 0] = /^(?:([\d.]+)h\D*)?(?:(\d+)\D*)?$/i.exec(text) ?? [];
    return hours * 60 + Number(minutes);
  };

  window.Alpine.data('when', () => ({
    init() {
      const { startsAt, endsAt } = this.$root.closest('form').elements;
      const { line, from, to } = this.$refs;
      this.sent = [startsAt, endsAt];
      for (const field of this.sent) {
        field.type = 'text';
        field.tabIndex = -1;
        // Where the list of errors leads.
        field.onfocus = () => (field === startsAt ? from : to).focus();
      }
      this.show();
      line.hidden = false;
    },

    line: {
      '@change'({ target }) {
        const { day, from, to, until, more, length } = this.$refs;
        const { zone } = this.$root.dataset;
        const start = at(day, from);
        const minutes = target === length ? lengthOf(length.value) : this.minutes;
        const follows = minutes > 0 && target !== to && target !== until;
        let end = follows && clockOf(instantOf(start, zone) + minutes * MINUTE, zone);
        // As typed; one before the beginning is on the next day.
        end ||= [at(more.open ? until : day, to), at(day, to)].find((time) => !(time <= start)) ?? at(day, to) + DAY;
        this.put(0, start, day, from);
        this.put(1, end, until, to);
        this.show();
      },
    },

    /** What is no time goes to the server as it was typed, which says so. */
    put(index, clock, date, time) {
      this.sent[index].value = clock ? new Date(clock).toISOString().slice(0, 16) : `${date.value}T${time.value}`;
      time.ariaInvalid = String(!clock);
    },

    /** Splits what is sent over the line. */
    show() {
      const { day, from, to, until, more, length, next } = this.$refs;
      const [start, end] = this.sent.map(({ value }) => value);
      [day.value, from.value] = start.split('T');
      [until.value, to.value] = end.split('T');
      const instant = (value) => instantOf(Date.parse(`${value}Z`), this.$root.dataset.zone);
      this.minutes = (instant(end) - instant(start)) / MINUTE;
      const [whole, rest] = [Math.floor(this.minutes / 60), this.minutes % 60];
      length.value = this.minutes > 0 ? `${whole} h ${String(rest).padStart(2, '0')}`.replace(' 00', '') : '';
      const nights = (Date.parse(until.value) - Date.parse(day.value)) / DAY;
      more.open ||= nights > 1;
      next.hidden = nights !== 1 || more.open;
    },
  }));
});
