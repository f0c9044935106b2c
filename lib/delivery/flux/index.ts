export { FluxDelivery } from './flux-delivery';
export { FluxDecryption, FluxDeliveryProps, FluxForm } from './flux-props';
