export const SESSIONS = '/sessions';
export const NEW_SESSION = '/sessions/new';
export const CALENDAR = '/calendar';
export const PORTAL_SESSIONS = '/portal/sessions';
/** How many sessions its page shows at once. */
export const PORTAL_PAGE = 20;
/** Further on from one of those to come, or of those before. */
export const portalSessionsFrom = (side: 'after' | 'before', id: string) => `${PORTAL_SESSIONS}?${side}=${id}`;
export const ROOM_STATUS = '/room-status';

/** Parameters that are empty are left out. */
function withQuery(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

export interface SessionFilterParameters {
  readonly clientId?: string | undefined;
  readonly roomId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly status?: string | undefined;
  readonly order?: string | undefined;
  readonly after?: string | undefined;
}

export const sessionsPath = (filter: SessionFilterParameters = {}) => withQuery(SESSIONS, { ...filter });
/** What the list shows, or of it the rows that are ticked (`sessionId`, or `id`). */
export const SESSIONS_CSV = '/sessions/export.csv';
export const sessionsCsvPath = (filter: SessionFilterParameters) => withQuery(SESSIONS_CSV, { ...filter });
export const newSessionPath = (
  values: {
    readonly roomId?: string;
    readonly clientId?: string;
    readonly startsAt?: string;
    readonly endsAt?: string;
    /** Where no times are given, the day of those that are suggested. */
    readonly day?: string;
  } = {},
) => withQuery(NEW_SESSION, values);
export const sessionPath = (id: string) => `/sessions/${id}`;
export const editSession = (id: string) => `/sessions/${id}/edit`;
export const sessionPlacement = (id: string) => `/sessions/${id}/placement`;

export const STATE_PATHS = {
  confirmed: 'confirmation',
  started: 'start',
  completed: 'completion',
  'no-show': 'no-show',
  cancelled: 'cancellation',
  reinstated: 'cancellation/removal',
} as const;

export const sessionChange = (id: string, change: keyof typeof STATE_PATHS) => `/sessions/${id}/${STATE_PATHS[change]}`;

export interface CalendarParameters {
  /** "YYYY-MM-DD" */
  readonly day?: string | undefined;
  readonly view?: 'day' | 'week' | undefined;
  readonly room?: string | undefined;
  /** 'all' shows the night too. */
  readonly hours?: 'all' | undefined;
}

export const calendarPath = (parameters: CalendarParameters = {}) => withQuery(CALENDAR, { ...parameters });
