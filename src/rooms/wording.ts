import type { Wordings } from '#platform/history/model.ts';

export const wordings: Wordings = {
  'rooms.archive': (_, { archived = false }) => ({ archived }),
  'rooms.activate-technical': (_, { given = false }) => ({ given }),
  'rooms.activate-commercial': (_, { given = false }) => ({ given }),
};
