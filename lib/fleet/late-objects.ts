import { Construct } from 'constructs';
import { FleetModel } from './model';

/** Makes the objects of a scope from the settled fleet. It may not claim or declare anything. */
export type MakeLate = (scope: Construct, model: FleetModel) => void;

/**
 * Objects whose very number depends on the settled fleet: shards of a long list, what a Helm chart renders to.
 *
 * They are made anew each time the fleet is settled anew, under the same ids.
 */
export class LateObjects {
  private readonly makers: { readonly scope: Construct; readonly make: MakeLate }[] = [];

  public add(scope: Construct, make: MakeLate): void {
    this.makers.push({ scope, make });
  }

  public makeAll(model: FleetModel): void {
    for (const { scope, make } of this.makers) {
      scope.node.children.forEach(child => scope.node.tryRemoveChild(child.node.id));
      make(scope, model);
    }
  }
}
