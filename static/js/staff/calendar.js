/*
 * Dragging on the calendar: over empty time to book, an event to move it, its lower edge to stretch it; Alt and the arrows
 * do the same. Times are minutes since 1970, rows are quarters of an hour. The server decides; what is shown here of
 * conflicts only saves a way. Without this script every event and every "+" is a link to a form.
 */
{
  const QUARTER = 15;
  /** Padding of a band, which a lane fills. */
  const EDGE = 8;
  const calendar = () => document.getElementById('calendar');
  const dialog = (id) => document.getElementById(id);
  const number = (element, name) => Number(element.dataset[name]);
  const iso = (minute) => `${new Date(minute * 60000).toISOString().slice(0, 16)}Z`;
  const clock = (minute) => {
    const { locale, zone } = calendar().dataset;
    const style = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone };
    return new Intl.DateTimeFormat(locale, style).format(minute * 60000);
  };
  const say = (text) => {
    document.getElementById('calendar-says').textContent = text;
  };

  const lanesOf = (band) => [...band.querySelectorAll('.lane')];
  const bandAt = (minute, fallback) =>
    [...calendar().querySelectorAll('.band')].find((band) => {
      const since = minute - number(band, 'from');
      return since >= 0 && since < number(band, 'rows') * QUARTER;
    }) ?? fallback;

  /** What lies under the pointer; beside the grid, what lies nearest. */
  const locate = ({ clientX, clientY }) => {
    const bands = [...calendar().querySelectorAll('.band')];
    const band = bands.find((each) => each.getBoundingClientRect().bottom > clientY) ?? bands.at(-1);
    const lanes = lanesOf(band);
    const lane = lanes.find((each) => each.getBoundingClientRect().right > clientX) ?? lanes.at(-1);
    const { top, height } = lane.getBoundingClientRect();
    const rows = number(band, 'rows');
    const row = Math.floor(((clientY - top - EDGE) / (height - 2 * EDGE)) * rows);
    return { band, lane, minute: number(band, 'from') + Math.min(rows - 1, Math.max(0, row)) * QUARTER };
  };

  /** Minutes blocked around it: the session's own in its room, the room's in another. */
  const buffers = ({ event, lane }) =>
    event?.dataset.place === lane.dataset.lane
      ? [number(event, 'start') - number(event, 'from'), number(event, 'until') - number(event, 'end')]
      : [number(lane, 'setup'), number(lane, 'teardown')];

  const obstacle = (plan) => {
    const [before, after] = buffers(plan);
    return [...calendar().querySelectorAll('.ev[data-id]')].find(
      (other) =>
        other.dataset.id !== plan.event?.dataset.id &&
        other.dataset.place === plan.lane.dataset.lane &&
        number(other, 'from') < plan.end + after &&
        number(other, 'until') > plan.start - before,
    );
  };

  /** What is being dragged: { event, lane, band, start, end, ghost, … }; null when nothing is. */
  let plan = null;

  const pick = (values) => {
    plan = { ...values, ghost: document.createElement('div') };
    plan.event?.classList.add('lifted');
    calendar().classList.add('dragging');
  };

  const drop = () => {
    plan?.ghost.remove();
    plan?.event?.classList.remove('lifted');
    calendar()?.classList.remove('dragging');
    plan = null;
  };

  const draw = () => {
    const { ghost, lane, start, end } = plan;
    const band = bandAt(start, plan.band);
    const target = lanesOf(band).find((each) => each.dataset.lane === lane.dataset.lane);
    const first = Math.max(0, (start - number(band, 'from')) / QUARTER);
    const last = Math.min(number(band, 'rows'), (end - number(band, 'from')) / QUARTER);
    const other = obstacle(plan);
    const column = [...target.classList].find((name) => /^c\d/.test(name));
    ghost.className = `ev ghost ${column} ${other ? 'clash' : ''}`;
    ghost.dataset.room = lane.dataset.color;
    ghost.style.setProperty('--r', Math.round(first));
    ghost.style.setProperty('--s', Math.max(1, Math.round(last - first)));
    const time = document.createElement('span');
    time.className = 't';
    time.textContent = `${clock(start)} – ${clock(end)}`;
    const name = document.createElement('strong');
    const taken = other && calendar().dataset.clash.replace('{title}', other.querySelector('strong').textContent);
    name.textContent = taken ?? plan.event?.querySelector('strong').textContent ?? lane.dataset.name;
    ghost.replaceChildren(time, name);
    if (ghost.parentNode !== band) band.append(ghost);
    return `${time.textContent}, ${lane.dataset.name}${taken ? `. ${taken}` : ''}`;
  };

  const place = () => {
    const { event, lane, start, end } = plan;
    const still = start === number(event, 'start') && end === number(event, 'end');
    if (still && lane.dataset.lane === event.dataset.place) return drop();
    plan.sent = true;
    const values = { roomId: lane.dataset.lane, startsAt: iso(start), endsAt: iso(end) };
    const request = window.htmx.ajax('POST', event.dataset.move, { target: '#calendar', swap: 'outerHTML', values });
    request.catch(() => {}).then(drop);
  };

  const book = () => {
    const { lane, start, end } = plan;
    const next = location.pathname + location.search;
    const query = new URLSearchParams({ roomId: lane.dataset.lane, startsAt: iso(start), endsAt: iso(end), next });
    plan.sent = true;
    const context = { target: '#calendar-new-body', swap: 'innerHTML', select: '#session-form' };
    window.htmx
      .ajax('GET', `${calendar().dataset.create}?${query}`, context)
      .then(() => {
        const box = dialog('calendar-new');
        if (!box.querySelector('form#session-form')) return drop();
        box.showModal();
        box.addEventListener('close', drop, { once: true });
      })
      .catch(drop);
  };

  // The mouse.
  let press = null;

  document.addEventListener('pointerdown', (pointer) => {
    const inside = pointer.target.closest?.('#calendar');
    if (!inside?.querySelector('.lane').offsetHeight || plan || pointer.button !== 0 || pointer.pointerType === 'touch')
      return;
    const event = pointer.target.closest('.ev[data-move]');
    const lane = pointer.target.closest('.lane[data-open]');
    if (!event && !(lane && inside.dataset.create)) return;
    const kind = event ? (pointer.target.closest('.grip') ? 'stretch' : 'move') : 'create';
    press = { kind, event, x: pointer.clientX, y: pointer.clientY, at: locate(pointer) };
    if (!event) pointer.preventDefault();
  });

  const STEPS = {
    create: ({ at }, { minute }) => {
      const until = Math.min(minute, number(at.band, 'from') + (number(at.band, 'rows') - 1) * QUARTER);
      const [start, last] = [at.minute, Math.max(until, number(at.band, 'from'))].sort((a, b) => a - b);
      return { lane: at.lane, start, end: last + QUARTER };
    },
    move: ({ event, at }, { minute, lane }) => {
      const by = minute - at.minute;
      return { lane, start: number(event, 'start') + by, end: number(event, 'end') + by };
    },
    stretch: ({ event, at }, { minute }) => {
      const end = number(event, 'end') + minute - at.minute;
      return { start: number(event, 'start'), end: Math.max(number(event, 'start') + QUARTER, end) };
    },
  };

  document.addEventListener('pointermove', (pointer) => {
    if (!press || plan?.sent) return;
    if (!plan) {
      if (Math.hypot(pointer.clientX - press.x, pointer.clientY - press.y) < 4) return;
      const { event, at } = press;
      const own = event && lanesOf(at.band).find((lane) => lane.dataset.lane === event.dataset.place);
      pick({ event, band: at.band, lane: own ?? at.lane });
    }
    const { top, bottom } = calendar().getBoundingClientRect();
    if (pointer.clientY < top + 70) calendar().scrollBy(0, -12);
    if (pointer.clientY > bottom - 30) calendar().scrollBy(0, 12);
    Object.assign(plan, STEPS[press.kind](press, locate(pointer)));
    draw();
  });

  let released = -1000;
  document.addEventListener('pointerup', ({ timeStamp }) => {
    const kind = press?.kind;
    press = null;
    if (!plan || plan.sent || !kind) return;
    released = timeStamp;
    if (kind === 'create') book();
    else place();
  });
  // The end of a drag is no click on a link.
  document.addEventListener('click', (click) => click.timeStamp - released < 100 && click.preventDefault(), true);

  document.addEventListener('dragstart', (event) => {
    if (event.target.closest?.('#calendar')) event.preventDefault();
  });

  // The keyboard: what is chosen is sent when Alt is let go.
  const KEYS = { ArrowUp: [-QUARTER, 0], ArrowDown: [QUARTER, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  document.addEventListener('keydown', (key) => {
    if (key.key === 'Escape' && plan && !plan.sent) {
      press = null;
      key.preventDefault();
      return drop();
    }
    const event = key.target.closest?.('.ev[data-move]');
    const step = KEYS[key.key];
    if (!event || !step || !key.altKey || plan?.sent) return;
    key.preventDefault();
    if (!plan) {
      const band = event.closest('.band');
      const lane = lanesOf(band).find((each) => each.dataset.lane === event.dataset.place);
      pick({ event, band, lane, start: number(event, 'start'), end: number(event, 'end'), keyed: true });
    }
    const [minutes, columns] = step;
    const lanes = lanesOf(plan.band);
    plan.lane = lanes[lanes.indexOf(plan.lane) + columns] ?? plan.lane;
    plan.end = Math.max(plan.start + QUARTER, plan.end + minutes);
    if (!key.shiftKey) plan.start += minutes;
    say(draw());
    plan.ghost.scrollIntoView({ block: 'nearest' });
  });

  document.addEventListener('keyup', (key) => {
    if (key.key !== 'Alt' || !plan?.keyed || plan.sent) return;
    key.preventDefault();
    place();
  });
  window.addEventListener('blur', () => {
    if (plan?.keyed && !plan.sent) drop();
  });

  // What comes back: the grid, or why not.
  let scrolled = [0, 0];
  document.addEventListener('htmx:beforeSwap', ({ detail }) => {
    if (detail.target.id === 'calendar') scrolled = [detail.target.scrollLeft, detail.target.scrollTop];
  });
  document.addEventListener('htmx:afterSwap', ({ detail }) => {
    const { id } = detail.target;
    if (id === 'calendar-refusal') dialog('calendar-refused').showModal();
    if (id !== 'calendar') return;
    dialog('calendar-refused').close();
    calendar().scrollTo(...scrolled);
    const undo = calendar().querySelector('.undo');
    if (undo) say(undo.querySelector('p').textContent);
    setTimeout(() => undo?.remove(), 12000);
  });
  document.addEventListener('click', (click) => {
    if (!click.target.closest?.('#calendar-new .actions a')) return;
    click.preventDefault();
    dialog('calendar-new').close();
  });

  // The present.
  const tick = () => {
    const line = calendar()?.querySelector('.now');
    if (!line) return;
    const minute = Date.now() / 60000;
    const since = (minute - number(line.parentNode, 'from')) / QUARTER;
    if (since < 0 || since >= number(line.parentNode, 'rows')) return;
    line.style.setProperty('--r', Math.floor(since));
    line.classList.remove('t0', 't1', 't2');
    line.classList.add(`t${Math.floor((since % 1) * 3)}`);
    line.firstElementChild.textContent = clock(minute);
  };
  setInterval(tick, 60000);

  const grid = calendar();
  const anchor = grid?.querySelector(grid.classList.contains('week') ? '.band.today' : '.now');
  if (anchor) {
    const by = anchor.getBoundingClientRect().top - grid.getBoundingClientRect().top;
    const above = grid.classList.contains('week') ? 42 : grid.clientHeight / 2;
    if (by > grid.clientHeight * 0.75 || above === 42) grid.scrollTop = by - above;
  }
}
