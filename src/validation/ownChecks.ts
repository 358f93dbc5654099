import type { Check } from './definitions/Check.js';
import type { CheckSettings } from './definitions/CheckSettings.js';
import { optConflict } from './checks/consent/optConflict.js';
import { cancelled } from './checks/lines/cancelled.js';
import { flagsExclusive } from './checks/lines/flagsExclusive.js';
import { flagsKnown } from './checks/lines/flagsKnown.js';
import { lineDate } from './checks/lines/lineDate.js';
import { lineDuplicate } from './checks/lines/lineDuplicate.js';
import { noChannel } from './checks/lines/noChannel.js';
import { noOrderId } from './checks/lines/noOrderId.js';
import { noPerson } from './checks/lines/noPerson.js';
import { noQuantity } from './checks/lines/noQuantity.js';
import { noStore } from './checks/lines/noStore.js';
import { orderManyPersons } from './checks/lines/orderManyPersons.js';
import { returnOrphan } from './checks/lines/returnOrphan.js';
import { returned } from './checks/lines/returned.js';
import { costPlusProfit } from './checks/money/costPlusProfit.js';
import { currency } from './checks/money/currency.js';
import { discountPercent } from './checks/money/discountPercent.js';
import { lineCategory } from './checks/money/lineCategory.js';
import { lineDescription } from './checks/money/lineDescription.js';
import { lineSubcategory } from './checks/money/lineSubcategory.js';
import { listMinusRevenue } from './checks/money/listMinusRevenue.js';
import { noProduct } from './checks/money/noProduct.js';
import { productDistinct } from './checks/money/productDistinct.js';
import { purchaseSign } from './checks/money/purchaseSign.js';
import { quantityPositive } from './checks/money/quantityPositive.js';
import { returnSign } from './checks/money/returnSign.js';
import { revenueMissing } from './checks/money/revenueMissing.js';
import { revenueZero } from './checks/money/revenueZero.js';
import { unknownProduct } from './checks/money/unknownProduct.js';
import { orderIdDuplicate } from './checks/orders/orderIdDuplicate.js';
import { returnExceeds } from './checks/orders/returnExceeds.js';
import { addressIncomplete } from './checks/people/addressIncomplete.js';
import { customerWithoutEmail } from './checks/people/customerWithoutEmail.js';
import { customerWithoutPhone } from './checks/people/customerWithoutPhone.js';
import { emailDuplicate } from './checks/people/emailDuplicate.js';
import { emailFormat } from './checks/people/emailFormat.js';
import { emailMissing } from './checks/people/emailMissing.js';
import { emailShared } from './checks/people/emailShared.js';
import { phoneDuplicate } from './checks/people/phoneDuplicate.js';
import { phoneFormat } from './checks/people/phoneFormat.js';
import { phoneLength } from './checks/people/phoneLength.js';
import { phoneMissing } from './checks/people/phoneMissing.js';
import { phoneShared } from './checks/people/phoneShared.js';
import { prospectWithOrders } from './checks/people/prospectWithOrders.js';
import { purchaserAndProspect } from './checks/people/purchaserAndProspect.js';
import { recordManyIds } from './checks/people/recordManyIds.js';
import { productCategory } from './checks/products/productCategory.js';
import { productDescription } from './checks/products/productDescription.js';
import { productName } from './checks/products/productName.js';
import { productSubcategory } from './checks/products/productSubcategory.js';

/** The checks that Facet has, in the order in which reports list them. */
export const ownChecks = (settings: CheckSettings): readonly Check[] => [
  ...noPerson,
  ...noOrderId,
  orderManyPersons,
  returnOrphan,
  lineDuplicate,
  ...lineDate(settings),
  ...noStore(settings),
  noQuantity,
  noChannel,
  flagsExclusive,
  flagsKnown,
  returned,
  cancelled,
  noProduct,
  returnSign,
  purchaseSign,
  listMinusRevenue,
  costPlusProfit,
  discountPercent,
  revenueMissing,
  revenueZero,
  quantityPositive,
  currency,
  lineCategory,
  lineSubcategory,
  lineDescription,
  unknownProduct,
  productDistinct,
  orderIdDuplicate,
  returnExceeds,
  emailMissing,
  emailFormat,
  emailDuplicate,
  emailShared,
  phoneMissing,
  phoneFormat,
  phoneLength(settings),
  phoneDuplicate,
  phoneShared,
  recordManyIds,
  addressIncomplete,
  customerWithoutEmail,
  customerWithoutPhone,
  purchaserAndProspect,
  prospectWithOrders,
  ...optConflict,
  productCategory,
  productSubcategory,
  productDescription,
  productName,
];
