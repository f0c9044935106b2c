import { Construct } from 'constructs';
import { FleetModel } from './model';

/** Makes the objects of a scope from the settled fleet. It may not claim or declare anything. */
export type MakeLate = (scope: Construct, model: FleetModel) => void;

/** The same for objects whose very places only the settled fleet tells: `under` gives the scope for them below a construct. */
export type MakeLateAnywhere = (under: (parent: Construct) => Construct, model: FleetModel) => void;

/**
 * Objects whose very number depends on the settled fleet: shards of a long list, what a Helm chart renders to.
 *
 * They are made anew each time the fleet is settled anew, under the same ids.
 */
export class LateObjects {
  private readonly makers: ((model: FleetModel) => void)[] = [];

  public add(scope: Construct, make: MakeLate): void {
    this.makers.push(model => {
      scope.node.children.forEach(child => scope.node.tryRemoveChild(child.node.id));
      make(scope, model);
    });
  }

  public addAnywhere(id: string, make: MakeLateAnywhere): void {
    const made = new Map<Construct, Construct>();
    this.makers.push(model => {
      // Others than the last time may get objects.
      made.forEach((_, parent) => parent.node.tryRemoveChild(id));
      made.clear();
      make(parent => {
        const scope = made.get(parent) ?? new Construct(parent, id);
        made.set(parent, scope);
        return scope;
      }, model);
    });
  }

  public makeAll(model: FleetModel): void {
    this.makers.forEach(make => make(model));
  }
}
