/** Which of our columns a heading means, by what French and English address books and spreadsheets call them. */
import type { ClientColumn } from '#clients/import-export/columns.ts';
import { plainWords } from '#platform/imports/plain-words.ts';

/** The first field that knows a heading has it; ours, in both languages, are among them. */
export const HEADINGS: Readonly<Record<ClientColumn, string>> = {
  name: 'nom affiché,display name,nom complet,full name,nom,name,client,raison sociale,dénomination,company name,nom du client,client name,file as,libellé,fn',
  kind: 'type,kind,nature,catégorie,category,type de client,client type,type client',
  artistName:
    'nom d’artiste,nom artiste,artist name,nom de scène,stage name,alias,pseudo,pseudonyme,nickname,surnom,artiste,artist',
  prefix: 'civilité,titre de civilité,prefix,préfixe,name prefix,salutation',
  firstName: 'prénom,first name,given name,firstname,prenoms,prénoms',
  middleName: 'deuxième prénom,second prénom,middle name,additional name,autres prénoms',
  lastName: 'nom de famille,last name,family name,surname,lastname,patronyme',
  suffix: 'suffixe,suffix,name suffix',
  email:
    'e-mail,email,courriel,adresse électronique,adresse e-mail,adresse email,email address,e-mail address,mail,adresse mail,e-mail 1 value,e-mail 1,email 1,mél',
  phone:
    'téléphone,phone,tél,tel,telephone,phone number,numéro de téléphone,mobile,portable,téléphone portable,mobile phone,téléphone mobile,phone 1 value,téléphone 1,gsm,fixe',
  emails:
    'autres e-mails,autres adresses électroniques,other e-mail addresses,other emails,further emails,autres courriels,e-mail 2,email 2,e-mail 2 value',
  phones:
    'autres téléphones,other phones,further phones,téléphone 2,phone 2,phone 2 value,téléphone fixe,home phone,business phone,téléphone bureau',
  websites: 'sites web,sites internet,websites,site web,site internet,site,website,url,web page,page web,web',
  street:
    'rue,adresse,street,address,street address,adresse 1,address 1,adresse postale,voie,address line 1,home street,business street,rue et numéro',
  postalCode: 'code postal,postal code,zip,zip code,postcode,cp,home postal code,business postal code',
  city: 'ville,city,commune,localité,town,home city,business city,locality',
  region: 'région,region,état,state,province,département,county,home state',
  country: 'pays,country,country region,home country,business country',
  deliveryAddress: 'adresse de livraison,delivery address,shipping address,livraison',
  birthday: 'date de naissance,anniversaire,birthday,birth date,date of birth,naissance,né le,née le',
  gender: 'genre,sexe,gender,sex',
  language: 'langue,language,langue préférée,preferred language',
  currency: 'devise,currency,monnaie',
  siren: 'siren,n° siren,numéro siren,siren number',
  siret: 'siret,n° siret,numéro siret,siret number',
  vatNumber:
    'n° de tva,numéro de tva,tva intracommunautaire,n° tva,numéro tva,vat number,vat id,vat,tva,n° tva intracommunautaire,numéro de tva intracommunautaire',
  defaultDepositPercent:
    'acompte (%),acompte par défaut (%),deposit (%),default deposit (%),acompte,deposit,default deposit percent,taux d’acompte',
  isVip: 'client vip,vip client,vip,is vip',
  portalAccess: 'accès au portail,accès à l’espace client,portal access,espace client,portail,client portal',
  notes: 'notes,note,remarques,commentaires,comments,comment,commentaire,remarks,observations,description',
  customFields: 'champs personnalisés,autres informations,custom fields,further facts,other facts',
  archivedAt: 'archivé le,archived at,archived on,archivé,archived',
};

const EITHER_NAME = new Set(['nom', 'name']);

/** "Nom" means the family name where there is a "Prénom" too. */
export function refineGuess(fields: readonly (string | null)[], headings: readonly string[]): (string | null)[] {
  const hasFirstName = fields.includes('firstName') && !fields.includes('lastName');
  return fields.map((field, index) => {
    const isFamilyName = hasFirstName && field === 'name' && EITHER_NAME.has(plainWords(headings[index] ?? ''));
    return isFamilyName ? 'lastName' : field;
  });
}
