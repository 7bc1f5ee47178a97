import type { Cause } from "./causes";
import { steps } from "./causes-steps";
import { sources } from "./sources";

/** Causes in who pushes: the login itself, and what it may do. A login that has no right is often worded "unauthorized". */
export const loginCauses: Cause[] = [
  {
    id: "access-denied",
    origin: "snapdeck",
    title: {
      en: "No permission to push to this repository",
      "zh-CN": "没有推送到该仓库的权限",
    },
    why: {
      en: "The login succeeded, but the account has no write permission, or the repository does not exist: many registries respond to both in the same way.",
      "zh-CN": "登录成功，但没有写入权限；也可能是仓库不存在，许多镜像仓库对两者的响应相同。",
    },
    advice: steps(
      [
        "user",
        "Check that the namespace and repository exist and are spelled correctly, and that you logged in with the account that owns the namespace.",
        "确认命名空间和仓库存在且拼写正确，登录账号与命名空间所属账号一致。",
      ],
      [
        "registryAdmin",
        "Grant the account permission to push (for Container Registry, `cr:PushRepository` in RAM).",
        "为账号授予推送权限（容器镜像服务在 RAM 中为 `cr:PushRepository`）。",
      ],
    ),
    sources: [sources.acrAccess, sources.ociErrors],
    match: [
      {
        phrase:
          /not a member of|may not (?:push|pull|write|upload|create)|insufficient (?:\w{1,12} )?(?:rights|access)|(?:push|write|upload) (?:was |is )?refused|(?:pull|read).only (?:token|account|robot)/i,
      },
      {
        phrase:
          /unauthori[sz]ed to access|not (?:authori[sz]ed|allowed|permitted) to (?:perform|push|pull|access|write|upload|create|read|get)|pull access denied|insufficient[_ ](?:scope|permissions?|privileges?)|access to the requested resource is not authorized|PERMISSION_DENIED|permission_denied/i,
      },
      {
        phrase:
          /(?:does not|doesn't|don't|do not) have (?:the )?(?:\w{1,12} )?(?:permissions?|rights?|privileges?|access)/i,
      },
      {
        phrase:
          /(?:no|missing|lacks?|without) (?:\w{1,12} )?(?:permissions?|rights?|privileges?) |permission~? (?:\w{1,40} )?denied on|not authorized to|(?:is|are) not permitted|only (?:has )?(?:pull|read) (?:permission|access)/i,
      },
      {
        phrase:
          /(?:no|missing|lacks?|without) (?:\w{1,12} )?access\b|(?:push|pull|write) (?:permissions?|access|rights?) (?:is |are |to ~ )?(?:required|needed|missing|denied)/i,
      },
      { phrase: /(?:没有|无|缺少)[^,，。]{0,12}权限|权限不足|拒绝访问|访问被拒绝/ },
      { status: [403, 405] },
      {
        registry:
          /access to the resource is denied|access (?:is )?denied|access forbidden|\bforbidden\b|\bdenied\b *(?::|"|,|~|$)|method not allowed|UNSUPPORTED|proxy project/i,
      },
      { code: /Forbidden|AccessDenied|NoPermission|^Denied$/i },
    ],
  },
  {
    id: "login-expired",
    origin: "snapdeck",
    title: { en: "Registry login failed or expired", "zh-CN": "镜像仓库登录失败或已过期" },
    why: {
      en: "No login was sent, the password is wrong, or a temporary token has expired (in Container Registry it is valid for one hour, or as long as its STS token). It can expire during a long push.",
      "zh-CN":
        "未携带登录信息、密码错误，或临时令牌已过期（容器镜像服务的临时令牌有效期为一小时，或与 STS 令牌一致）。耗时较长的推送可能在中途过期。",
    },
    advice: steps(
      [
        "user",
        "Enter the registry's user name and password again and save once more. Use the registry password, not the console password.",
        "重新填写镜像仓库的用户名和密码，然后再次保存。请使用镜像仓库的访问凭证密码，而非控制台登录密码。",
      ],
      [
        "user",
        "For long pushes, use a permanent password or make the image smaller.",
        "推送耗时长时，建议使用固定密码，或减小镜像体积。",
      ],
      [
        "registryAdmin",
        "Check that the account or robot account is neither locked nor expired.",
        "确认账号或机器人账号未被锁定、未过期。",
      ],
    ),
    sources: [sources.acrCredentials, sources.ociErrors],
    match: [
      { phrase: /credentials? (?:is|are|has|have|were) expired/i },
      {
        phrase:
          /(?:auth\w{0,16}|login|security|registry|access|bearer|session|refresh) ?(?:token|session|credentials?)?[^.~]{0,30}(?:has |is |was )?expired/i,
      },
      {
        phrase:
          /token (?:has |is |was )?(?:expired|invalid|revoked)|invalid (?:auth\w{0,16} )?(?:token|bearer|credentials?)|ExpiredToken/i,
      },
      {
        phrase:
          /(?:incorrect|invalid|wrong|bad) (?:user ?name|login|credentials|password|username\/password)|no basic auth credentials|HTTP Basic: Access denied/i,
      },
      {
        phrase:
          /(?:username|password) (?:is )?(?:incorrect|wrong)|error getting credentials|(?:account|robot|user) ~? ?(?:is |has )?(?:been )?(?:locked|disabled|expired|suspended)|authentication failed/i,
      },
      {
        phrase:
          /未登录|登录(?:镜像仓库)?失败|(?:用户名|密码|凭证|令牌)[^,，。]{0,20}(?:错误|过期|失效|无效)|认证失败|鉴权失败/,
      },
      { status: [401] },
      {
        registry:
          /unauthori[sz]ed|unauthenticated|authentication (?:is )?required|login (?:is )?required|please log ?in|need to log ?in/i,
      },
      { code: /Unauthori[sz]ed|AuthFailed|LoginFailed|TokenExpired|InvalidCredential/i },
    ],
  },
];
