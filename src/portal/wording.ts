import type { Wordings } from '#platform/history/model.ts';

export const wordings: Wordings = { 'portal.login': (_, { step = 'entered' }) => ({ step }) };
