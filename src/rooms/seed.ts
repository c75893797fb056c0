import type { Scope } from '#platform/scope.ts';
import { ALWAYS_OPEN, parseHours, type WeekHours } from '#rooms/hours/model.ts';
import type { RoomInput } from '#rooms/input.ts';
import { ACTIVATION_KINDS } from '#rooms/model.ts';
import { createRoom, giveActivation } from '#rooms/service.ts';
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

export async function seed(scope: Scope): Promise<void> {
  const vatRate = defaultVatRate((await getProfile(scope)).vatRegime);
  for (const room of ROOMS) {
    const id = await createRoom(scope, { ...room, vatRate });
    for (const kind of ACTIVATION_KINDS) await giveActivation(scope, id, kind);
  }
}
