/** Giving a room its activations, and withdrawing them. */
import { Hono } from 'hono';
import { type ActivationKind, statesOf } from '#activations/model.ts';
import { listActivations } from '#activations/service.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render } from '#platform/http/render.ts';
import { withdrawalInput } from '#rooms/input.ts';
import { ROOM_ACTIVATIONS } from '#rooms/model.ts';
import { roomPath } from '#rooms/paths.ts';
import { getRoom, giveActivation, withdrawActivation } from '#rooms/service.ts';
import { RoomWithdrawal } from '#views/rooms/activations/withdrawal.tsx';
import { freshForm } from '#views/ui/form-state.ts';

async function give(c: AppContext, kind: ActivationKind): Promise<Response> {
  const id = idIn<'room'>(c);
  await giveActivation(c.var.scope, id, kind);
  flash(c, 'ok', 'activations.given');
  return redirect(c, roomPath(id));
}

async function showWithdrawal(c: AppContext, kind: ActivationKind, refused?: FormState): Promise<Response> {
  const { scope } = c.var;
  const room = await getRoom(scope, idIn<'room'>(c));
  const state = statesOf(ROOM_ACTIVATIONS, await listActivations(scope, ROOM_ACTIVATIONS, room.id)).find(
    (each) => each.kind === kind,
  );
  if (!state?.last || !state.stands) throw new AppError('conflict', 'activations.error.notGiven');
  const facts = { room, kind, given: state.last, form: refused ?? freshForm() };
  return render(
    c,
    (ui) => ({ title: room.name, styles: ['activations'], body: RoomWithdrawal({ ui, ...facts }) }),
    refused ? 422 : 200,
  );
}

async function withdraw(c: AppContext, kind: ActivationKind): Promise<Response> {
  const form = await readForm(c, withdrawalInput);
  if (!form.ok) return showWithdrawal(c, kind, form);
  const id = idIn<'room'>(c);
  await withdrawActivation(c.var.scope, id, kind, form.value.reason);
  flash(c, 'ok', 'rooms.activation.withdrawn');
  return redirect(c, roomPath(id));
}

export const activationRoutes = new Hono<Env>()
  .post('/:id/technical-activation', can('rooms.activate-technical'), (c) => give(c, 'technical'))
  .get('/:id/technical-activation/removal', can('rooms.activate-technical'), (c) => showWithdrawal(c, 'technical'))
  .post('/:id/technical-activation/removal', can('rooms.activate-technical'), (c) => withdraw(c, 'technical'))
  .post('/:id/commercial-activation', can('rooms.activate-commercial'), (c) => give(c, 'commercial'))
  .get('/:id/commercial-activation/removal', can('rooms.activate-commercial'), (c) => showWithdrawal(c, 'commercial'))
  .post('/:id/commercial-activation/removal', can('rooms.activate-commercial'), (c) => withdraw(c, 'commercial'));
