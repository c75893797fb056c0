export const TODAY = '/';
export const ROOM_STATUS = '/room-status';
