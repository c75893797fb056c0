import type { Figure } from '#platform/contributions/contribution.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { DayLoad } from '#sessions/occupation/model.ts';
import { Card } from '#views/ui/card.tsx';

const WIDTH = 320;
const TOP = 18;
const FLOOR = 84;
const BAR = 28;

interface Props {
  readonly ui: Ui;
  /** Today first. */
  readonly week: readonly DayLoad[];
}

/** Hours booked each day, inside the hours that the rooms are open. The drawing has its numbers; the table is for those who hear it. */
export function TodayOccupation({ ui, week }: Props): JSX.Element {
  const sum = (pick: (load: DayLoad) => number) => week.reduce((total, load) => total + pick(load), 0);
  const [booked, open] = [sum((load) => load.booked), sum((load) => load.open)];
  const note = ui.t('sessions.occupation.of', {
    booked: ui.format.duration(booked),
    open: ui.format.duration(open),
  });
  return (
    <Card id="occupation" title={ui.t('sessions.occupation')} note={note} pad>
      <Bars ui={ui} week={week} />
      <Numbers ui={ui} week={week} />
    </Card>
  );
}

/** Of today. */
export function hoursFigure(ui: Ui, [today]: readonly DayLoad[]): Figure {
  const { booked = 0, open = 0 } = today ?? {};
  return {
    label: ui.t('sessions.today.booked'),
    value: ui.format.duration(booked),
    note:
      open > 0
        ? ui.t('sessions.today.booked.of', { open: ui.format.duration(open) })
        : ui.t('sessions.today.booked.closed'),
  };
}

function Bars({ ui, week }: Props): JSX.Element {
  const most = Math.max(60, ...week.map(({ booked, open }) => Math.max(booked, open)));
  const step = WIDTH / week.length;
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} 116`} aria-hidden="true">
      {week.map(({ day, booked, open }, index) => {
        const x = Math.round(index * step + (step - BAR) / 2);
        const [middle, room, height] = [x + BAR / 2, heightOf(open, most), heightOf(booked, most)];
        const hours = ui.format.number(Math.round(booked / 6) / 10);
        return (
          <g class={index === 0 ? 'today' : undefined}>
            <rect class="track" x={x} y={FLOOR - room} width={BAR} height={room} rx="3" />
            <rect class={index === 0 ? 'on' : undefined} x={x} y={FLOOR - height} width={BAR} height={height} rx="3" />
            <text x={middle} y={FLOOR - height - 5} safe>
              {hours}
            </text>
            <text class="day" x={middle} y={FLOOR + 14} safe>
              {ui.format.date(day, 'weekday').charAt(0)}
            </text>
            <text class="day" x={middle} y={FLOOR + 28}>
              {Number(day.slice(8))}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function heightOf(minutes: number, most: number): number {
  return Math.round(((FLOOR - TOP) * minutes) / most);
}

function Numbers({ ui, week }: Props): JSX.Element {
  return (
    <div class="hidden">
      <table>
        <caption safe>{ui.t('sessions.occupation.caption')}</caption>
        <thead>
          <tr>
            <th scope="col" safe>
              {ui.t('sessions.occupation.day')}
            </th>
            <th scope="col" safe>
              {ui.t('sessions.occupation.booked')}
            </th>
            <th scope="col" safe>
              {ui.t('sessions.occupation.open')}
            </th>
          </tr>
        </thead>
        <tbody>
          {week.map(({ day, booked, open }) => (
            <tr>
              <th scope="row" safe>
                {ui.format.date(day, 'weekday')}
              </th>
              <td safe>{ui.format.duration(booked)}</td>
              <td safe>{ui.format.duration(open)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
