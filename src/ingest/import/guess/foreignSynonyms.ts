/**
 * Names in German, French, Spanish and Dutch; by target and column, as `normalName` gives them, the likeliest first.
 */
type Words = Readonly<Record<string, string>>;

const people: Words = {
  customer_id:
    'kundennummer kunden_nr kundennr kunden_id kunde kd_nr kdnr debitorennummer debitor numero_client numero_de_client ' +
    'no_client num_client id_client code_client client id_cliente numero_cliente numero_de_cliente num_cliente ' +
    'codigo_cliente cliente klantnummer klant_nr klantnr klant_id klantcode klant',
  email:
    'e_mail_adresse email_adresse mailadresse emailadresse courriel adresse_email adresse_mail mel correo_electronico ' +
    'correo e_mailadres emailadres mailadres',
  title: 'anrede civilite tratamiento aanhef',
  given_name: 'vorname prenom nombre voornaam',
  surname: 'nachname familienname zuname nom nom_de_famille apellido apellidos achternaam familienaam',
  full_name: 'kundenname nom_complet nom_client nombre_completo nombre_cliente naam klantnaam volledige_naam',
  phone:
    'telefon telefonnummer handy handynummer mobil mobilnummer portable numero_de_telephone telefono movil telefoon ' +
    'telefoonnummer mobiel',
  address: 'strasse strasse_hausnummer anschrift adresse rue direccion calle adres straat straatnaam',
  address2: 'adresszusatz complement_adresse complement_d_adresse adresregel_2',
  city: 'stadt wohnort ville commune ciudad localidad poblacion plaats woonplaats stad',
  state: 'bundesland kanton departement provincia provincie',
  postal: 'postleitzahl code_postal codigo_postal cp postcode',
  country: 'land pays pais',
  birthdate:
    'geburtsdatum geburtstag geboren_am date_de_naissance date_naissance naissance fecha_de_nacimiento ' +
    'fecha_nacimiento nacimiento geboortedatum',
  gender: 'geschlecht sexe genre sexo genero geslacht',
  company: 'firma firmenname unternehmen societe entreprise raison_sociale empresa bedrijf bedrijfsnaam',
  loyalty_id: 'kundenkarte kundenkartennummer carte_de_fidelite carte_fidelite tarjeta_cliente klantenkaart',
  create_dt:
    'kunde_seit angelegt_am erstellt_am registriert_am anmeldedatum date_creation date_de_creation date_inscription ' +
    'fecha_alta fecha_de_alta fecha_registro aangemaakt_op klant_sinds',
};

const lines: Words = {
  order_id:
    'bestellnummer bestell_nr bestellnr auftragsnummer auftrags_nr auftragsnr bestellung auftrag rechnungsnummer ' +
    'rechnungs_nr rechnungsnr rechnung belegnummer beleg_nr belegnr numero_commande numero_de_commande no_commande ' +
    'num_commande id_commande commande numero_facture numero_de_facture facture numero_pedido numero_de_pedido ' +
    'num_pedido id_pedido pedido numero_factura numero_de_factura factura bestelnummer bestel_nr bestelnr ordernummer ' +
    'order_nr ordernr bestelling factuurnummer factuur_nr factuur',
  product_id:
    'artikelnummer artikel_nr artikelnr art_nr artnr produktnummer produkt_nr produkt_id artikel produkt code_article ' +
    'reference ref id_produit produit article codigo_articulo codigo_producto id_producto referencia producto articulo ' +
    'artikelcode productnummer product_nr',
  order_datetime:
    'bestelldatum bestellt_am auftragsdatum rechnungsdatum kaufdatum belegdatum zeitpunkt date_commande ' +
    'date_de_commande date_achat date_facture date_de_facture fecha_pedido fecha_de_pedido fecha_compra fecha_de_compra ' +
    'fecha_factura fecha besteldatum orderdatum factuurdatum aankoopdatum datum',
  item_quantity: 'menge anzahl stueckzahl stuckzahl stueck stuck quantite qte cantidad cant aantal hoeveelheid',
  item_revenue:
    'positionsbetrag zeilensumme gesamtpreis gesamtbetrag umsatz betrag gesamt summe montant_ligne montant montant_total ' +
    'chiffre_d_affaires importe importe_total ventas regelbedrag bedrag totaalbedrag omzet totaal',
  item_discount_amount: 'rabattbetrag rabatt nachlass montant_remise remise reduction descuento kortingsbedrag korting',
  item_tax_amount:
    'steuerbetrag mwst_betrag mwst mehrwertsteuer ust umsatzsteuer steuer montant_tva tva importe_iva iva btw_bedrag btw',
  currency: 'waehrung wahrung devise monnaie moneda divisa valuta munt',
  store_id: 'filialnummer filial_nr filiale magasin id_magasin tienda id_tienda winkel filiaal',
  payment_method:
    'zahlungsart zahlart zahlungsmethode mode_de_paiement moyen_de_paiement forma_de_pago metodo_de_pago betaalmethode ' +
    'betaalwijze',
  purchase_channel: 'vertriebskanal kanal canal_de_vente canal canal_de_venta verkoopkanaal kanaal',
};

const products: Words = {
  product_id: lines['product_id'] ?? '',
  product_name:
    'artikelbezeichnung artikelname produktname bezeichnung nom_produit designation libelle nombre_producto ' +
    'productnaam artikelomschrijving',
  product_description: 'beschreibung descripcion omschrijving',
  product_msrp: 'listenpreis preis prix_public prix precio prijs adviesprijs',
  product_brand: 'marke marque marca merk',
  product_category: 'kategorie warengruppe produktgruppe categorie categoria',
  product_color: 'farbe couleur kleur',
  product_size: 'groesse grosse taille talla maat',
};

/** Names of a price for one unit. */
export const foreignUnitPrices: readonly string[] = (
  'einzelpreis stueckpreis stuckpreis preis_pro_stueck preis prix_unitaire prix precio_unitario precio stukprijs ' +
  'eenheidsprijs prijs_per_stuk prijs'
).split(' ');

/** Names that a customer's key goes by. */
export const foreignCustomers: readonly string[] = (people['customer_id'] ?? '').split(' ');

/** By target. */
export const foreignSynonyms: Readonly<Record<string, Words>> = {
  unified_customers: people,
  unified_itemized_transactions: lines,
  products,
};
