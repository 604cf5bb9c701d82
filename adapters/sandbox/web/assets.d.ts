/** What the bundler understands besides code: style sheets for their effect, pictures by their address. */
declare module "*.css";
declare module "*.svg" {
  const address: string;
  export default address;
}
/** The library types these as old modules though the bundler takes them as new ones. */
declare module "antd/es/locale/zh_CN.js" {
  const locale: NonNullable<import("antd").ConfigProviderProps["locale"]>;
  export default locale;
}
declare module "antd/es/locale/en_US.js" {
  const locale: NonNullable<import("antd").ConfigProviderProps["locale"]>;
  export default locale;
}
