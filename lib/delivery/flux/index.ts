export { FluxDelivery } from './flux-delivery';
export { FluxDecryption, FluxDeliveryProps, FluxForm } from './flux-props';
export { FLUX_RULES, FluxRule } from './rules';
export { DeclaredFluxObject, FluxFault, SettledFlux } from './registry';
