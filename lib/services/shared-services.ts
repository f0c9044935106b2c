import { namespacesAndServices } from './objects-of-clusters';
import { SERVICE_RULES } from './rules';
import { DeclaredPair } from './settled-services';
import type { Fleet } from '../fleet';

/** All pairs of a fleet: what exports one service must agree, wherever the program says so. */
export class SharedServices {
  /** Those of a fleet: there is one registry. */
  public static of(fleet: Fleet): SharedServices {
    const registry = this.all.get(fleet) ?? new SharedServices(fleet);
    this.all.set(fleet, registry);
    return registry;
  }

  private static readonly all = new WeakMap<Fleet, SharedServices>();

  private readonly pairs: DeclaredPair[] = [];

  private constructor(fleet: Fleet) {
    fleet.addCheck(model => {
      const settled = { pairs: this.pairs, objects: namespacesAndServices(fleet, this.pairs) };
      return SERVICE_RULES.flatMap(rule => rule.check(settled, model));
    });
  }

  public add(pair: DeclaredPair): void {
    this.pairs.push(pair);
  }
}
