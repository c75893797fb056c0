/**
 * What pages can follow. A topic is named and typed by the card of the module that owns it, with who may follow it; the cards
 * also say which actions change what. Nothing else knows a topic, so a name that is on no card is refused at start and by `/live`.
 */
import type { Topics } from '#platform/live/topics.ts';
import type { Module } from '#platform/module.ts';
import type { Permission, Topic } from '#platform/scope.ts';

/** A line of an event stream and of a notification is made of it. */
const NAME = /^[a-z]+(-[a-z]+)*$/;

/** @throws when a topic is badly named or defined twice, or an action is said to change what is none */
export function gatherTopics(modules: readonly Module[]): Topics {
  const permissions = new Map<Topic, Permission>();
  const changes = new Map<string, readonly Topic[]>();
  for (const { topics = {} } of modules)
    for (const [topic, permission] of Object.entries(topics) as [Topic, Permission][]) {
      if (!NAME.test(topic) || permissions.has(topic))
        throw new Error(`topic ${topic} is badly named or defined twice`);
      permissions.set(topic, permission);
    }
  for (const { name, live = {} } of modules)
    for (const [action, changed] of Object.entries(live)) {
      const unknown = changed.find((topic) => !permissions.has(topic));
      if (unknown !== undefined) throw new Error(`${action} changes ${unknown}, which is no topic`);
      if (!action.startsWith(`${name}.`)) throw new Error(`${action} is not an action of the module ${name}`);
      changes.set(action, changed);
    }
  return {
    grantedTo: (can) => [...permissions].flatMap(([topic, permission]) => (can(permission) ? [topic] : [])),
    changedBy: (actions) => [...new Set(actions.flatMap((action) => changes.get(action) ?? []))],
    parse(list = '') {
      const names = new Set(list.split(','));
      const known = [...permissions.keys()].filter((topic) => names.has(topic));
      return known.length === names.size ? known : null;
    },
  };
}
