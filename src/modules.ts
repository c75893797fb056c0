/** The product's table of contents. A module uses only those above it. */

import activations from '#activations/module.ts';
import clients from '#clients/module.ts';
import dashboard from '#dashboard/module.ts';
import identity from '#identity/module.ts';
import invoicing from '#invoicing/module.ts';
import payments from '#payments/module.ts';
import type { Module } from '#platform/module.ts';
import portal from '#portal/module.ts';
import rooms from '#rooms/module.ts';
import search from '#search/module.ts';
import sessions from '#sessions/module.ts';
import studios from '#studios/module.ts';

export const modules: readonly Module[] = [
  studios, // studios, their settings, provisioning
  identity, // sign-up, users, logins, audit
  clients, // people and companies
  activations, // what must be activated twice
  rooms, // what is booked
  sessions, // the calendar
  invoicing, // invoices and credit notes
  payments, // what was received, gateways
  portal, // the client's side
  search, // find anything
  dashboard, // today
];
