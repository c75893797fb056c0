import type { ActivationKind } from '#activations/model.ts';

export const ROOMS = '/rooms';
export const ARCHIVED_ROOMS = '/rooms?archived=yes';
export const NEW_ROOM = '/rooms/new';
export const roomPath = (id: string) => `/rooms/${id}`;
export const editRoom = (id: string) => `/rooms/${id}/edit`;
export const roomPrices = (id: string) => `/rooms/${id}/prices`;
export const roomActivation = (id: string, kind: ActivationKind) => `/rooms/${id}/${kind}-activation`;
export const roomActivationRemoval = (id: string, kind: ActivationKind) => `${roomActivation(id, kind)}/removal`;
export const roomArchival = (id: string) => `/rooms/${id}/archival`;
export const roomArchivalRemoval = (id: string) => `/rooms/${id}/archival/removal`;
