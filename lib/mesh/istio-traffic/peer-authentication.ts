import { Construct } from 'constructs';
import { IstioConfig, IstioConfigProps, IstioOptionTypes } from './istio-config';
import { PeerAuthentication as Resource } from '../../../imports/istio';
import { MAP, TEXT, TEXT_MAP } from '../../fleet/check-props';
import { hasSeveralNetworks } from '../istio-mesh';

/** How workloads take connections: `STRICT` with mutual TLS only, `PERMISSIVE` with and without, `DISABLE` without. */
export type MutualTlsMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

const MODES: readonly string[] = ['STRICT', 'PERMISSIVE', 'DISABLE'] satisfies MutualTlsMode[];

/** Options for an `IstioPeerAuthentication`. */
export interface IstioPeerAuthenticationProps extends IstioConfigProps {
  /** How workloads take connections. */
  readonly mode: MutualTlsMode;
  /** Labels of the workloads that it is for. @default - all of the namespace */
  readonly selector?: Readonly<Record<string, string>>;
  /** Ports of workloads with another mode; only with `selector`. @default - none */
  readonly portLevelMtls?: Readonly<Record<number, MutualTlsMode>>;
}

const OPTIONS: IstioOptionTypes = { required: { mode: TEXT }, optional: { selector: TEXT_MAP, portLevelMtls: MAP } };

/** How the workloads of a namespace take connections: only with mutual TLS, or also without. */
export class IstioPeerAuthentication extends IstioConfig {
  /** @throws for what istiod refuses, and for `DISABLE` where a mesh needs mutual TLS between its networks */
  constructor(scope: Construct, id: string, props: IstioPeerAuthenticationProps) {
    super(scope, id, props, OPTIONS);
    const { mode, selector, portLevelMtls } = props;
    if (portLevelMtls !== undefined && Object.keys(selector ?? {}).length === 0) {
      this.fail('portLevelMtls: istiod takes it with selector only: write the labels of the workloads in selector');
    }
    this.checkMode('mode', mode);
    Object.entries(portLevelMtls ?? {}).forEach(([port, own]) => {
      if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65535) {
        this.fail(`portLevelMtls: write ports from 1 to 65535, got '${port}'`);
      }
      this.checkMode(`portLevelMtls.${port}`, own);
    });
    this.makeAll((place, metadata) => new Resource(place, 'Resource', {
      metadata, spec: {
        ...(selector && { selector: { matchLabels: selector } }),
        mtls: { mode },
        ...(portLevelMtls && { portLevelMtls: Object.fromEntries(Object.entries(portLevelMtls).map(([port, own]) => [port, { mode: own }])) }),
      },
    }));
  }

  private checkMode(option: string, mode: string): void {
    this.checkOneOf(option, mode, MODES);
    // istio 1.30.3 `pilot/pkg/xds/endpoints/ep_filters.go`: such endpoints of another network are left out.
    if (mode === 'DISABLE' && hasSeveralNetworks(this.mesh)) {
      this.fail(`${option}: members of ${this.mesh.path} are in several networks, and Istio leaves out endpoints of other networks that take no mutual TLS: write PERMISSIVE`);
    }
  }
}
