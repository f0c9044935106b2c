import type { ApiObject } from 'cdk8s';
import { objectsOfIstio } from './objects-of-istio';
import { ISTIO_TRAFFIC_RULES } from './rules';
import type { DeclaredConfig, DeclaredPrincipal } from './settled-traffic';
import type { Fleet } from '../../fleet';

/** All that a fleet says about the traffic of Istio: objects that one cluster gets from several constructs must fit together. */
export class IstioTraffic {
  /** That of a fleet. From the first call on the rules look at every object of Istio of the fleet, whoever made it. */
  public static of(fleet: Fleet): IstioTraffic {
    const present = (fleet as { readonly [TRAFFIC]?: IstioTraffic })[TRAFFIC];
    if (present !== undefined) {
      return present;
    }
    const traffic = new IstioTraffic(fleet);
    Object.defineProperty(fleet, TRAFFIC, { value: traffic });
    return traffic;
  }

  private readonly configs: DeclaredConfig[] = [];
  private readonly principals: DeclaredPrincipal[] = [];

  private constructor(fleet: Fleet) {
    fleet.addCheck(model => {
      const owners = new Map<ApiObject, DeclaredConfig>(this.configs.flatMap(config => config.objects.map(object => [object, config] as const)));
      const settled = { configs: this.configs, principals: this.principals, ...objectsOfIstio(fleet, owners) };
      return ISTIO_TRAFFIC_RULES.flatMap(rule => rule.check(settled, model));
    });
  }

  public add(config: DeclaredConfig): void {
    this.configs.push(config);
  }

  public addPrincipal(principal: DeclaredPrincipal): void {
    this.principals.push(principal);
  }
}

const TRAFFIC = Symbol('cdk8s-fleet.IstioTraffic');
