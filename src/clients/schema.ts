/** migrations/tenant/0003_clients.sql */
import { boolean, date, integer, jsonb, pgTable, pgView, text, uuid } from 'drizzle-orm/pg-core';
import type { Labelled } from '#clients/model.ts';
import { citext, id, instant } from '#platform/db/columns.ts';
import { importRowTable, importTable } from '#platform/imports/tables.ts';
import type { PortalRight } from '#platform/scope.ts';

export const clientImports = importTable('client_imports');
export const clientImportRows = importRowTable('client_import_rows', 'client_id');

export const clients = pgTable('clients', {
  id: id<'client'>('id').primaryKey(),
  kind: text('kind', { enum: ['person', 'company'] })
    .notNull()
    .default('person'),
  name: text('name').notNull(),
  artistName: text('artist_name'),
  prefix: text('prefix'),
  firstName: text('first_name'),
  middleName: text('middle_name'),
  lastName: text('last_name'),
  suffix: text('suffix'),
  email: citext('email'),
  phone: text('phone'),
  phones: jsonb('phones').$type<readonly Labelled[]>().notNull().default([]),
  emails: jsonb('emails').$type<readonly Labelled[]>().notNull().default([]),
  websites: jsonb('websites').$type<readonly Labelled[]>().notNull().default([]),
  street: text('street'),
  postalCode: text('postal_code'),
  city: text('city'),
  region: text('region'),
  /** ISO 3166-1 alpha-2. */
  country: text('country'),
  deliveryAddress: text('delivery_address'),
  birthday: date('birthday', { mode: 'string' }),
  gender: text('gender', { enum: ['female', 'male', 'other'] }),
  /** ISO 639. */
  language: text('language'),
  /** ISO 4217; null is the studio's own. */
  currency: text('currency'),
  notes: text('notes'),
  isVip: boolean('is_vip').notNull().default(false),
  portalAccess: boolean('portal_access').notNull().default(false),
  portalRights: text('portal_rights')
    .array()
    .$type<PortalRight[]>()
    .notNull()
    .default(['see', 'book', 'pay', 'approve', 'sign']),
  siren: text('siren'),
  siret: text('siret'),
  vatNumber: text('vat_number'),
  /** Basis points; null is the studio's own rule, 0 is no deposit. */
  defaultDepositPercent: integer('default_deposit_percent'),
  customFields: jsonb('custom_fields').$type<readonly Labelled[]>().notNull().default([]),
  archivedAt: instant('archived_at'),
  archivedBy: uuid('archived_by'),
  importId: id<'import'>('import_id').references(() => clientImports.id),
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  sortName: text('sort_name').notNull().generatedAlwaysAs('fold(name)'),
  search: text('search').notNull().generatedAlwaysAs('fold(…)'),
});

export const clientContacts = pgTable('client_contacts', {
  id: id<'client-contact'>('id').primaryKey(),
  clientId: id<'client'>('client_id')
    .notNull()
    .references(() => clients.id),
  firstName: text('first_name'),
  lastName: text('last_name'),
  title: text('title'),
  email: citext('email'),
  phone: text('phone'),
  isPrimary: boolean('is_primary').notNull().default(false),
  portalAccess: boolean('portal_access').notNull().default(false),
  portalRights: text('portal_rights').array().$type<PortalRight[]>().notNull().default(['see', 'book', 'pay']),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

/** Those who may enter the portal just now: migrations/tenant/0027_clients_portal_people.sql */
export const portalPeople = pgView('portal_people', {
  /** The client's own id, or the contact's. */
  personId: uuid('person_id').notNull(),
  clientId: id<'client'>('client_id').notNull(),
  name: text('name').notNull(),
  clientName: text('client_name').notNull(),
  email: citext('email').notNull(),
  rights: text('rights').array().$type<PortalRight[]>().notNull(),
  language: text('language'),
  firstName: text('first_name'),
}).existing();

export const companyMembers = pgTable('company_members', {
  id: id<'company-member'>('id').primaryKey(),
  companyId: id<'client'>('company_id').notNull(),
  personId: id<'client'>('person_id').notNull(),
  role: text('role'),
  isPrimary: boolean('is_primary').notNull().default(false),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

export const clientNotes = pgTable('client_notes', {
  id: id<'client-note'>('id').primaryKey(),
  clientId: id<'client'>('client_id')
    .notNull()
    .references(() => clients.id),
  note: text('note').notNull(),
  authorId: uuid('author_id'),
  authorName: text('author_name').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  editedAt: instant('edited_at'),
});
