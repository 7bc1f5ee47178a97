/** A named address that everybody of this server is offered. */
export interface TeamView {
  name: { en: string; "zh-CN": string };
  /** Of this server: `/cn-hangzhou/failures?workspace=1042`. */
  path: string;
}

export interface ViewList {
  items: TeamView[];
}
