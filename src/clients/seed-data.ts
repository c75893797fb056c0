/** Invented people and companies; telephone numbers are of the ranges that the regulator keeps for fiction (06 39 98, 01 99 00). */
import type { ContactDetails } from '#clients/input.ts';
import type { ClientInput } from '#clients/model.ts';
import type { PortalRight } from '#platform/scope.ts';

type Artist = readonly [
  first: string,
  last: string,
  artistName: string,
  postalCode: string,
  city: string,
  street: string,
];

export const ARTISTS: readonly Artist[] = [
  ['Mona', 'Vasseur', '', '75018', 'Paris', '3 rue des Abbesses'],
  ['Inaya', 'Delcourt', 'INAYA', '93100', 'Montreuil', '27 rue de la Solidarité'],
  ['Théo', 'Lambert', 'Lambda', '69001', 'Lyon', '8 montée de la Grande Côte'],
  ['Salomé', 'Kerbrat', 'Salomé K', '29200', 'Brest', '41 rue de Siam'],
  ['Yanis', 'Benali', 'Yan B', '13002', 'Marseille', '12 rue de la République'],
  ['Lou', 'Marchetti', 'Lou Lou', '06300', 'Nice', '5 rue Ségurane'],
  ['Adèle', 'Fontaine', '', '75020', 'Paris', '88 rue de Ménilmontant'],
  ['Bastien', 'Roche', 'Roche Mère', '38000', 'Grenoble', '19 cours Jean-Jaurès'],
  ['Camille', 'Thévenot', 'Thévenot', '21000', 'Dijon', '2 rue Verrerie'],
  ['Djibril', 'Sow', 'Djib', '93200', 'Saint-Denis', '61 rue Gabriel-Péri'],
  ['Elsa', 'Morin', 'Elsa & les Marées', '44000', 'Nantes', '7 quai de la Fosse'],
  ['Fabio', 'Correia', 'Correia', '92110', 'Clichy', '30 boulevard Jean-Jaurès'],
  ['Gaëlle', 'Le Goff', 'Gwelan', '56100', 'Lorient', '15 rue du Port'],
  ['Hugo', 'Petit', '', '75011', 'Paris', '112 avenue Parmentier'],
  ['Iris', 'Nakamura', 'Iris N.', '75013', 'Paris', '4 rue de Tolbiac'],
  ['Jules', 'Ferrand', 'Ferrand Frères', '87000', 'Limoges', '9 rue de la Boucherie'],
  ['Kenza', 'Haddad', 'Kenza', '59000', 'Lille', '23 rue Solférino'],
  ['Léonie', 'Garnier', 'Léo', '31000', 'Toulouse', '17 rue du Taur'],
  ['Maël', 'Tanguy', 'Tangue', '35000', 'Rennes', '6 rue Saint-Michel'],
  ['Nadia', 'Cherif', '', '69007', 'Lyon', '54 avenue Jean-Jaurès'],
  ['Oscar', 'Lemaire', 'Oscar Bravo', '67000', 'Strasbourg', '11 rue des Tonneliers'],
  ['Pauline', 'Besson', 'Polly B', '74000', 'Annecy', '3 rue Sainte-Claire'],
  ['Quentin', 'Rousselle', 'Q. Rousselle', '80000', 'Amiens', '28 rue de Noyon'],
  ['Rosa', 'Almeida', 'Rosa dos Ventos', '94200', 'Ivry-sur-Seine', '45 rue Molière'],
  ['Samir', 'Ouali', 'Sam O', '13006', 'Marseille', '70 cours Lieutaud'],
  ['Tiphaine', 'Guillou', '', '22000', 'Saint-Brieuc', '10 rue Saint-Guillaume'],
  ['Ulysse', 'Vidal', 'Odyssée', '34000', 'Montpellier', '13 rue de l’Aiguillerie'],
  ['Valentine', 'Prost', 'Val Prost', '25000', 'Besançon', '36 Grande-Rue'],
  ['William', 'Nguyen', 'Will N', '77420', 'Champs-sur-Marne', '2 allée Pascal-Dulphy'],
  ['Xavier', 'Delmas', '', '12000', 'Rodez', '18 rue Béteille'],
  ['Yasmine', 'Faure', 'Yaz', '33000', 'Bordeaux', '25 rue Sainte-Catherine'],
  ['Zacharie', 'Muller', 'Zach Mü', '68100', 'Mulhouse', '9 rue de la Somme'],
  ['Anouk', 'Peeters', 'Anouk P.', '59800', 'Lille', '50 rue de Gand'],
  ['Basile', 'Renaud', 'Basile & Co', '86000', 'Poitiers', '21 rue Gambetta'],
  ['Clarisse', 'Dumas', '', '63000', 'Clermont-Ferrand', '14 rue des Gras'],
  ['Driss', 'Amrani', 'D. Amrani', '95000', 'Cergy', '8 place des Arts'],
  ['Éloïse', 'Chauvin', 'Chauve Souris', '49000', 'Angers', '33 rue Saint-Laud'],
  ['Félix', 'Bonnet', 'Félix le Chaud', '37000', 'Tours', '16 rue Colbert'],
  ['Garance', 'Lefèvre', 'Garance', '76000', 'Rouen', '40 rue Eau-de-Robec'],
  ['Hakim', 'Belkacem', 'Hak', '42000', 'Saint-Étienne', '5 rue des Martyrs-de-Vingré'],
  ['Ilona', 'Szabo', '', '75010', 'Paris', '77 rue du Faubourg-Saint-Denis'],
  ['Joachim', 'Pérez', 'Joa', '66000', 'Perpignan', '22 rue de la Loge'],
  ['Katell', 'Riou', 'Riou Trio', '29000', 'Quimper', '12 rue Kéréon'],
  ['Lazare', 'Colin', 'Lazare', '54000', 'Nancy', '6 rue Saint-Dizier'],
];

type Company = readonly [
  name: string,
  postalCode: string,
  city: string,
  street: string,
  siren: string | null,
  more: Partial<ClientInput>,
];

export const COMPANIES: readonly Company[] = [
  [
    'Label Papier Mâché',
    '75010',
    'Paris',
    '31 rue de Paradis',
    '912345014',
    {
      isVip: true,
      defaultDepositPercent: 0,
      deliveryAddress: 'Label Papier Mâché\nService comptabilité\nBP 70123\n75462 Paris Cedex 10',
    },
  ],
  ['Maison Vocale', '93500', 'Pantin', '9 rue Hoche', '912345022', {}],
  ['Orage d’Été', '69004', 'Lyon', '2 place des Tapis', '912345030', { isVip: true }],
  ['Les Vents Contraires', '44200', 'Nantes', '18 boulevard Vincent-Gâche', '912345048', {}],
  ['Agence Grand Large', '13007', 'Marseille', '120 rue d’Endoume', '912345055', { defaultDepositPercent: 3000 }],
  ['Radio Belle-Île', '56360', 'Le Palais', '4 quai Vauban', '912345063', {}],
  ['Éditions du Phare', '29900', 'Concarneau', '1 quai de la Croix', '912345071', {}],
  ['Studio Lanterne Films', '75019', 'Paris', '66 quai de la Loire', '912345089', {}],
  ['Compagnie du Huitième Jour', '31500', 'Toulouse', '5 rue de la Colombette', '912345097', {}],
  ['Disques Zinc', '59000', 'Lille', '14 rue de la Clef', '912345105', {}],
  ['Pubard et Fils', '92300', 'Levallois-Perret', '8 rue Rivay', '912345113', {}],
  ['Podcast & Cie', '33000', 'Bordeaux', '52 cours de l’Intendance', '912345121', {}],
  ['Festival Rive Nord', '67000', 'Strasbourg', '3 rue de la Krutenau', '912345139', {}],
  ['Conservatoire Nadia-Boulanger', '75009', 'Paris', '17 rue de Rochechouart', '912345147', {}],
  [
    'Kestrel Records',
    'EC1V 2NX',
    'London',
    '20 City Road',
    null,
    { country: 'GB', language: 'en', currency: 'GBP', vatNumber: null },
  ],
];

const contact = (
  firstName: string,
  lastName: string,
  title: string,
  email: string,
  isPrimary = false,
): ContactDetails => ({
  firstName,
  lastName,
  title,
  email,
  phone: null,
  isPrimary,
});

export const CONTACTS: readonly (readonly [string, ContactDetails])[] = [
  [
    'Label Papier Mâché',
    contact('Agathe', 'Simonin', 'Direction artistique', 'agathe@label-papier-mache.example', true),
  ],
  ['Label Papier Mâché', contact('Marc', 'Ollivier', 'Comptabilité', 'compta@label-papier-mache.example')],
  ['Maison Vocale', contact('Claire', 'Berthier', 'Gérante', 'claire@maison-vocale.example', true)],
  ['Orage d’Été', contact('Simon', 'Arnoux', 'Chef de projet', 'simon@orage-d-ete.example', true)],
  ['Agence Grand Large', contact('Lina', 'Moretti', 'Booking', 'lina@agence-grand-large.example', true)],
  ['Kestrel Records', contact('Joan', 'Ashworth', 'A&R', 'joan@kestrel-records.example', true)],
  ['Noé Carlier', contact('Agathe', 'Simonin', 'Manageuse', 'agathe@label-papier-mache.example', true)],
];

/** Whom of a client's contacts the portal is opened to: one of them works for two. */
export const PORTAL: readonly (readonly [client: string, email: string, rights: readonly PortalRight[]])[] = [
  ['Label Papier Mâché', 'agathe@label-papier-mache.example', ['see', 'book', 'approve', 'sign']],
  ['Label Papier Mâché', 'compta@label-papier-mache.example', ['see', 'pay']],
  ['Noé Carlier', 'agathe@label-papier-mache.example', ['see', 'book']],
];

export const LINKS: readonly (readonly [company: string, person: string, role: string, isPrimary: boolean])[] = [
  ['Label Papier Mâché', 'Noé Carlier', 'Artiste signé', true],
  ['Label Papier Mâché', 'Mona Vasseur', 'Artiste signée', false],
  ['Label Papier Mâché', 'Inaya Delcourt', 'Artiste signée', false],
  ['Orage d’Été', 'Théo Lambert', 'Artiste signé', true],
  ['Agence Grand Large', 'Yanis Benali', 'Tournées', true],
  ['Agence Grand Large', 'Samir Ouali', 'Tournées', false],
  ['Disques Zinc', 'Kenza Haddad', 'Artiste signée', true],
  ['Compagnie du Huitième Jour', 'Léonie Garnier', 'Composition', true],
];

export const NOTES: readonly (readonly [name: string, note: string])[] = [
  ['Noé Carlier', 'Veut reprendre la voix de « Rue Oberkampf » avec le U 47. Prévoir un casque fermé.'],
  ['Noé Carlier', 'Premier mixage de « Nuit blanche » validé par téléphone.'],
  ['Mona Vasseur', 'Arrive toujours avec son propre préampli.'],
  ['Maison Vocale', 'Demande un devis groupé pour douze voix témoin.\nRappeler avant la fin du mois.'],
  ['Label Papier Mâché', 'Factures à envoyer à la comptabilité, copie à Agathe.'],
];
