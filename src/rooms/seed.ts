import { ACTIVATION_KINDS } from '#activations/model.ts';
import type { Scope } from '#platform/scope.ts';
import { scopeAt } from '#platform/scope-at.ts';
import { ALWAYS_OPEN, parseHours, type WeekHours } from '#rooms/hours/model.ts';
import type { RoomInput } from '#rooms/input.ts';
import { createRoom, giveActivation, withdrawActivation } from '#rooms/service.ts';
import { defaultVatRate } from '#studios/model.ts';
import { getProfile } from '#studios/service.ts';

function week(weekdays: string, saturday: string, sunday: string): WeekHours {
  const texts = [weekdays, weekdays, weekdays, weekdays, weekdays, saturday, sunday];
  return texts.map((text) => parseHours(text) ?? []);
}

const SHARED = {
  isolationBooth: false,
  liveRoom: false,
  controlRoom: false,
  setupMinutes: 0,
  teardownMinutes: 0,
} as const;

const ROOMS: readonly Omit<RoomInput, 'vatRate'>[] = [
  {
    ...SHARED,
    name: 'Grande salle',
    type: 'recording',
    description: 'La grande prise de son : quatre mètres sous plafond, parquet, trois cabines vitrées.',
    equipment: 'Console SSL Duality 48 voies\nPiano Yamaha C7\nNeumann U 47, U 67, KM 84\nFairchild 670',
    rates: { hourly: 8_500n, halfDay: 32_000n, day: 58_000n },
    capacity: 18,
    size: 92,
    isolationBooth: true,
    liveRoom: true,
    controlRoom: true,
    color: 1,
    setupMinutes: 0,
    teardownMinutes: 60,
    hours: week('9:00 – 0:00', '10:00 – 0:00', '10:00 – 20:00'),
  },
  {
    ...SHARED,
    name: 'Cabine',
    type: 'recording',
    description: 'Voix, livres audio, post-synchronisation.',
    equipment: 'Neumann U 87 Ai\nAvalon VT-737\nÉcran et retour vidéo',
    rates: { hourly: 4_500n, halfDay: 16_000n, day: 30_000n },
    capacity: 3,
    size: 12,
    isolationBooth: true,
    controlRoom: true,
    color: 2,
    teardownMinutes: 30,
    hours: week('9:00 – 22:00', '10:00 – 20:00', ''),
  },
  {
    ...SHARED,
    name: 'Mastering',
    type: 'mastering',
    description: 'Écoute de référence, chaîne analogique et numérique.',
    equipment: 'ATC SCM150\nManley Massive Passive\nMaselec MTC-1X',
    rates: { hourly: 7_000n, halfDay: 26_000n, day: 48_000n },
    capacity: 4,
    size: 34,
    controlRoom: true,
    color: 3,
    hours: week('9:00 – 19:00', '', ''),
  },
  {
    ...SHARED,
    name: 'Parc mobile',
    type: 'live',
    description: 'Captation en extérieur : camion régie, 64 voies, groupe silencieux.',
    equipment: 'DiGiCo SD11\n64 préamplis\nLot « Batterie »',
    rates: { hourly: null, halfDay: null, day: 72_000n },
    capacity: 6,
    size: null,
    controlRoom: true,
    color: 4,
    hours: ALWAYS_OPEN,
  },
];

/** Out of service for the second time. */
const CLOSED: Omit<RoomInput, 'vatRate'> = {
  ...SHARED,
  name: 'Studio B',
  type: 'mixing',
  description: 'Mixage et montage, écoute en 5.1.',
  equipment: 'Avid S6\nGenelec 8351B\nUniversal Audio 2-1176',
  rates: { hourly: 5_500n, halfDay: 20_000n, day: 36_000n },
  capacity: 5,
  size: 28,
  controlRoom: true,
  color: 5,
  hours: week('9:00 – 22:00', '', ''),
};

const DAY = 86_400_000;

/** The studio has its rooms for two months. */
const OPENED = 60;

export async function seed(scope: Scope): Promise<void> {
  const daysAgo = (days: number) => scopeAt(scope, new Date(scope.now.getTime() - days * DAY));
  const vatRate = defaultVatRate((await getProfile(scope)).vatRegime);
  const make = async (room: Omit<RoomInput, 'vatRate'>) => {
    const id = await createRoom(daysAgo(OPENED), { ...room, vatRate });
    for (const kind of ACTIVATION_KINDS) await giveActivation(daysAgo(OPENED), id, kind);
    return id;
  };
  for (const room of ROOMS) await make(room);
  const closed = await make(CLOSED);
  const withdraw = (days: number, reason: string) => withdrawActivation(daysAgo(days), closed, 'technical', reason);
  await withdraw(26, 'Climatisation en panne\u00a0: 31\u00a0°C en régie, le réparateur attend une pièce.');
  await giveActivation(daysAgo(19), closed, 'technical');
  await withdraw(2, 'Souffle sur les voies 1 à 8\u00a0: l’alimentation de la console est partie en révision.');
}
