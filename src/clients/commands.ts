import { IMPORTS, NEW_CLIENT } from '#clients/paths.ts';
import type { Command } from '#platform/contributions/contribution.ts';

export const newClient: Command = {
  label: 'clients.new',
  words: 'clients.new.words',
  rank: 2,
  href: NEW_CLIENT,
  icon: 'clients',
  permission: 'clients.create',
};

const importClients: Command = {
  label: 'clients.import',
  words: 'clients.import.words',
  rank: 4,
  href: IMPORTS,
  icon: 'import',
  permission: 'clients.import',
};

export const commands = [newClient, importClients];
