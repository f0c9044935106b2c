import { Rule } from './rule';
import { finding } from './text';
import { deliveryValue, DELIVERY_FACT, mayFollow } from '../lock-facts';

/** A fleet that changes from a delivery that prunes to another one in a single step. */
export const deliveryChanged: Rule = {
  code: 'delivery-changed',
  severity: 'error',
  summary: 'The delivery of the fleet is another one than the lock holds, and that one still deletes what leaves its output.',
  why: 'The objects of the old delivery leave the output in the same step in which those of the new one arrive. A controller that still prunes, or an '
    + 'Application with a resources finalizer, then deletes what runs in the clusters before anybody else looks after it.',
  fix: 'Two steps: first the old delivery with `.withoutPruning()`, applied and in sync everywhere; then the new one.',
  check: model => {
    const { owner: hub = '', value: locked = '' } = model.lock.facts.find(({ fact }) => fact === DELIVERY_FACT) ?? {};
    if (locked === '' || mayFollow(locked) || model.delivery?.name === locked) {
      return [];
    }
    const now = model.delivery ? deliveryValue(model.delivery) : 'none';
    return [finding(deliveryChanged, [hub], [model.path],
      `fleet '${model.name}' was delivered by ${locked}, which still deletes what leaves its output, and is now delivered by ${now}: synthesize and apply`
      + ` once with the old delivery and .withoutPruning(), then change it`)];
  },
};
