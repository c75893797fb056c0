import { Hono } from 'hono';
import { statesOf } from '#activations/model.ts';
import { listActivations } from '#activations/service.ts';
import { loadSections } from '#platform/contributions/load-sections.ts';
import { foldEdits } from '#platform/history/model.ts';
import { readHistory, tellHistory } from '#platform/history/tell.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, type ReadForm, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { activationRoutes } from '#rooms/activations/routes.ts';
import { newRoomValues, priceValues, roomForm, roomPricesForm, roomValues } from '#rooms/forms.ts';
import { formatHours, isAlwaysOpen } from '#rooms/hours/model.ts';
import type { RoomInput } from '#rooms/input.ts';
import { ROOM_ACTIVATIONS, type Room } from '#rooms/model.ts';
import { roomPath } from '#rooms/paths.ts';
import { archiveRoom, createRoom, getRoom, listRooms, priceRoom, restoreRoom, updateRoom } from '#rooms/service.ts';
import { vatRatesFor } from '#studios/model.ts';
import { getProfile } from '#studios/service.ts';
import { RoomsEdit } from '#views/rooms/edit.tsx';
import { RoomsIndex } from '#views/rooms/index.tsx';
import { RoomsNew } from '#views/rooms/new.tsx';
import { RoomPrices } from '#views/rooms/prices.tsx';
import { RoomShow } from '#views/rooms/show.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const STYLES = ['rooms', 'activations'];

function language(c: AppContext) {
  return { currency: c.var.scope.studio.currency, locale: uiOf(c).locale };
}

/** Those that the studio may charge, the usual one first; basis points. */
async function vatRatesOf(c: AppContext): Promise<readonly number[]> {
  const { vatRegime } = await getProfile(c.var.scope);
  return vatRatesFor(vatRegime).map(({ basisPoints }) => basisPoints);
}

/** The prices in it are not even read where another role sets them. */
async function readRoom(c: AppContext, usualVatRate: number): Promise<ReadForm<RoomInput>> {
  const facts = await readForm(c, roomForm());
  if (!uiOf(c).can('rooms.price')) return facts;
  const prices = await readForm(c, roomPricesForm({ ...language(c), usualVatRate }));
  if (facts.ok && prices.ok) return { ...facts, value: { ...facts.value, ...prices.value } };
  return { ok: false, values: facts.values, errors: { ...facts.errors, ...prices.errors } };
}

async function showPrices(c: AppContext, room: Room, form: FormState, status: 200 | 422 = 200) {
  const vatRates = await vatRatesOf(c);
  return render(c, (ui) => ({ title: room.name, body: RoomPrices({ ui, room, form, vatRates }) }), status);
}

function hoursTexts(room: Room): readonly string[] | null {
  return isAlwaysOpen(room.hours) ? null : room.hours.map(formatHours);
}

export const routes = new Hono<Env>()
  .get('/', can('rooms.read'), async (c) => {
    const archived = c.req.query('archived') === 'yes';
    const all = await listRooms(c.var.scope, { archived: true });
    const shown = all.filter((room) => (room.archivedAt !== null) === archived);
    const counts = {
      current: all.filter((room) => !room.archivedAt).length,
      archived: all.filter((room) => room.archivedAt).length,
    };
    return render(c, (ui) => ({
      title: ui.t('rooms.title'),
      styles: STYLES,
      body: RoomsIndex({ ui, rooms: shown, archived, counts }),
    }));
  })
  .get('/new', can('rooms.create'), async (c) => {
    const [{ length }, vatRates] = await Promise.all([listRooms(c.var.scope, { archived: true }), vatRatesOf(c)]);
    const form = freshForm(newRoomValues((length % 12) + 1, vatRates[0] ?? 0));
    return render(c, (ui) => ({ title: ui.t('rooms.new'), body: RoomsNew({ ui, form, vatRates }) }));
  })
  .post('/', can('rooms.create'), async (c) => {
    const vatRates = await vatRatesOf(c);
    const form = await readRoom(c, vatRates[0] ?? 0);
    if (!form.ok) return render(c, (ui) => ({ title: ui.t('rooms.new'), body: RoomsNew({ ui, form, vatRates }) }), 422);
    const id = await createRoom(c.var.scope, form.value);
    const said = form.value.rates === undefined ? 'rooms.createdUnpriced' : 'rooms.created';
    flash(c, 'ok', said, { name: form.value.name });
    return redirect(c, roomPath(id));
  })
  .get('/:id', can('rooms.read'), async (c) => {
    const { scope } = c.var;
    const room = await getRoom(scope, idIn<'room'>(c));
    const [given, entries, sections] = await Promise.all([
      listActivations(scope, ROOM_ACTIVATIONS, room.id),
      readHistory(c, { kind: 'room', id: room.id }),
      loadSections(c, 'room', room.id),
    ]);
    const history = await tellHistory(c, foldEdits(entries), { known: new Map([[room.id, room.name]]) });
    const activations = { states: statesOf(ROOM_ACTIVATIONS, given), past: given };
    return render(c, (ui) => ({
      title: room.name,
      styles: STYLES,
      body: RoomShow({ ui, room, hours: hoursTexts(room), activations, history, sections }),
    }));
  })
  .get('/:id/edit', can('rooms.update'), async (c) => {
    const [room, vatRates] = await Promise.all([getRoom(c.var.scope, idIn<'room'>(c)), vatRatesOf(c)]);
    const form = freshForm(roomValues(room, language(c)));
    return render(c, (ui) => ({ title: room.name, body: RoomsEdit({ ui, room, form, vatRates }) }));
  })
  .post('/:id', can('rooms.update'), async (c) => {
    const [room, vatRates] = await Promise.all([getRoom(c.var.scope, idIn<'room'>(c)), vatRatesOf(c)]);
    const form = await readRoom(c, room.vatRate);
    if (!form.ok) return render(c, (ui) => ({ title: room.name, body: RoomsEdit({ ui, room, form, vatRates }) }), 422);
    await updateRoom(c.var.scope, room.id, form.value);
    flash(c, 'ok', 'rooms.updated', { name: form.value.name });
    return redirect(c, roomPath(room.id));
  })
  .get('/:id/prices', can('rooms.price'), async (c) => {
    const room = await getRoom(c.var.scope, idIn<'room'>(c));
    return showPrices(c, room, freshForm(priceValues(room, language(c))));
  })
  .post('/:id/prices', can('rooms.price'), async (c) => {
    const room = await getRoom(c.var.scope, idIn<'room'>(c));
    const form = await readForm(c, roomPricesForm({ ...language(c), usualVatRate: room.vatRate }));
    if (!form.ok) return showPrices(c, room, form, 422);
    await priceRoom(c.var.scope, room.id, form.value);
    flash(c, 'ok', 'rooms.priced', { name: room.name });
    return redirect(c, roomPath(room.id));
  })
  .post('/:id/archival', can('rooms.archive'), async (c) => {
    const id = idIn<'room'>(c);
    await archiveRoom(c.var.scope, id);
    flash(c, 'ok', 'rooms.archived');
    return redirect(c, roomPath(id));
  })
  .post('/:id/archival/removal', can('rooms.archive'), async (c) => {
    const id = idIn<'room'>(c);
    await restoreRoom(c.var.scope, id);
    flash(c, 'ok', 'rooms.restored');
    return redirect(c, roomPath(id));
  })
  .route('/', activationRoutes);
