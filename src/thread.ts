/** What worker threads can do. Each task is loaded when it is first asked for, without what belongs to others. */
import { importTasks } from '#platform/imports/reader.ts';
import { serveTasks } from '#platform/runtime/serve-tasks.ts';

serveTasks({
  ...importTasks({ clients: async () => (await import('#clients/imports/reading.ts')).clientReading }),
  'studios.logo': async (logo: { readonly bytes: Uint8Array }) =>
    (await import('#studios/logo-image.ts')).logoTask(logo),
  'invoicing.print': async (printable: never) => (await import('#invoicing/documents/thread.ts')).printTask(printable),
});
