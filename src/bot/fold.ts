/** Makes ways of writing the same words alike: width, case, script, dialect spellings, sounds. */

/**
 * Traditional characters, each followed by its simplified one: those of Big5's common half whose simplified form is
 * among the 3,755 common characters of GB 2312. Source of the relation: Unicode, kSimplifiedVariant.
 */
const TRADITIONAL = `
內内勻匀弔吊戶户冊册朮术氾泛丟丢兇凶汙污汎泛佔占佈布兌兑別别刪删吳吴呂吕吶呐囪囱壯壮夾夹妝妆決决沖冲沒没災灾禿秃見见貝贝車车並并亞亚來来併并侖仑兒儿兩两協协卹恤屆届岡冈彿佛拋抛拚拼於于昇升東东況况爭争狀状糾纠臥卧軋轧長长門门
俠侠侶侣係系侷局剎刹剋克則则勁劲卻却姦奸屍尸帥帅彥彦後后恆恒柵栅枴拐洶汹洩泄為为牴抵盃杯紅红紀纪紉纫約约計计訂订訃讣貞贞負负軍军軌轨韋韦頁页風风飛飞倖幸倆俩們们個个倫伦倉仓凍冻剛刚剝剥員员娛娱孫孙宮宫峽峡島岛師师庫库徑径恥耻
悅悦挾挟時时晉晋書书氣气烏乌狹狭狽狈畝亩祕秘紡纺紗纱紋纹純纯紐纽級级納纳紙纸紛纷脅胁脈脉荊荆茲兹記记討讨訊讯託托訓训訖讫豈岂財财貢贡軒轩迴回釘钉針针閃闪陣阵陝陕陞升隻只飢饥馬马鬥斗乾干偽伪偉伟偵侦側侧務务動动區区參参啞哑問问
唸念國国堅坚執执夠够婁娄婦妇專专將将屜屉崑昆崙仑崗岗帶带帳帐張张強强彫雕從从悽凄捲卷捱挨掃扫掛挂掄抡掙挣採采捨舍敗败啟启敘叙斬斩晝昼桿杆棄弃條条殺杀氫氢涼凉淺浅淵渊淒凄淚泪淪沦淨净牽牵猙狰現现產产畢毕異异眾众硃朱絆绊絃弦統统
紮扎紹绍細细紳绅組组終终缽钵習习脣唇脫脱脩修莢荚莖茎莊庄處处術术覓觅規规訪访訝讶訣诀許许設设訟讼訛讹販贩責责貫贯貨货貪贪貧贫軟软這这連连逕径釦扣釣钓釩钒閉闭陳陈陸陆陰阴頂顶頃顷魚鱼鳥鸟鹵卤麥麦傢家備备傑杰傘伞凱凯創创勞劳勝胜
勛勋喪丧單单喲哟喚唤喬乔喫吃圍围堯尧場场報报壺壶尋寻幀帧幾几廁厕廂厢廄厩復复惡恶悶闷惱恼揀拣揮挥換换揚扬棗枣棟栋棧栈棲栖欽钦殘残殼壳湧涌湊凑減减渦涡湯汤測测渾浑渙涣無无猶犹琺珐畫画痙痉痠酸發发盜盗睏困硯砚稈秆稅税筆笔筍笋絞绞
結结絨绒絕绝絲丝絡络給给絢绚肅肃腎肾脹胀菸烟華华萊莱虛虚視视註注詠咏評评詞词証证詛诅詐诈訴诉診诊貯贮貼贴貳贰費费賀贺貴贵買买貶贬貿贸貸贷軸轴週周進进郵邮鄉乡鈔钞鈕钮鈣钙鈉钠鈞钧鈍钝閏闰開开閑闲間间閒闲隊队階阶陽阳雲云韌韧項项
順顺須须飯饭飲饮馮冯馭驭黃黄亂乱傭佣債债傳传僅仅傾倾傷伤剷铲勢势匯汇嗎吗嗚呜嗆呛園园圓圆塗涂塊块塢坞奧奥媽妈幹干廈厦彙汇愛爱慄栗損损搶抢搖摇搗捣暈晕會会業业極极楊杨楓枫歲岁毀毁溝沟滅灭溼湿溫温準准滄沧煙烟煩烦煉炼煥焕爺爷獅狮
當当盞盏睜睁祿禄萬万稜棱節节粵粤經经絹绢綑捆綁绑綏绥絛绦義义羨羡聖圣腸肠腳脚腫肿腦脑葷荤葦苇葉叶虜虏號号蛻蜕補补裝装裡里詫诧該该詳详試试詩诗誇夸詣诣誠诚話话誅诛詭诡詢询賊贼資资賈贾賄贿賃赁賂赂跡迹較较載载農农運运遊游達达違违
過过鄒邹鉗钳鉀钾鈾铀鉛铅鉤钩鉑铂鈴铃鉅巨鉚铆閘闸隕陨電电預预頑顽頓顿頒颁頌颂飼饲飽饱飾饰馳驰馱驮馴驯僥侥僕仆僑侨僱雇劃划厭厌嘗尝嘔呕嘆叹團团圖图塵尘墊垫塹堑壽寿夥伙夢梦奪夺寧宁實实寢寝對对屢屡嶄崭幣币彆别徹彻態态慣惯慚惭慘惨
摟搂摺折摻掺暢畅榮荣槓杠構构槍枪榦干滾滚漬渍漢汉滿满滯滞漸渐漲涨漣涟滬沪漁渔滲渗滌涤滷卤熒荧爾尔獄狱瑤瑶瑣琐瑪玛瘧疟瘍疡瘋疯瘓痪盡尽監监碩硕禍祸種种稱称窪洼窩窝箋笺箇个綻绽綜综綽绰綠绿緊紧綴缀網网綱纲綢绸綿绵綵彩綸纶維维緒绪
罰罚聞闻臺台與与蓆席蓋盖蒐搜蒼苍蝕蚀製制誦诵誌志語语誣诬認认誡诫誤误說说誨诲誘诱貍狸賓宾賒赊趙赵趕赶輔辅輕轻輓挽遠远遜逊遙遥遞递鉸铰銀银銅铜銘铭鉻铬銜衔銑铣閡阂閨闺閩闽閣阁閥阀閤合際际頗颇領领颱台餃饺餅饼餌饵駁驳骯肮鳴鸣鳳凤
麼么齊齐億亿儀仪價价儈侩儉俭凜凛劇剧劉刘劍剑劊刽厲厉嘩哗噓嘘噴喷嘯啸墳坟墜坠墮堕嬌娇寬宽審审寫写層层幟帜廢废廚厨廟庙廣广廠厂彈弹徵征慶庆慮虑憂忧慼戚慫怂慾欲憐怜憫悯憚惮憤愤摯挚撲扑撈捞撐撑撥拨撓挠撫抚敵敌數数暫暂樣样樁桩樞枢
標标樓楼槳桨樂乐樑梁歐欧歎叹毆殴漿浆潑泼潔洁澆浇潛潜潰溃潤润澗涧熱热獎奖瑩莹瘡疮皚皑皺皱盤盘確确碼码穀谷窯窑窮穷範范締缔練练緯纬緻致緘缄緬缅緝缉編编緣缘線线緞缎緩缓罵骂罷罢膠胶膚肤蓮莲蔭荫蔣蒋蔔卜蔥葱蝦虾蝸蜗蝨虱衛卫衝冲複复
誼谊諒谅談谈諄谆誕诞請请諸诸課课調调誰谁論论誹诽豎竖豬猪賠赔賞赏賦赋賤贱賬账賭赌賢贤賣卖賜赐質质踐践輝辉輛辆輩辈輪轮輥辊適适遷迁鄰邻鄭郑鄧邓鋅锌銻锑銷销鋪铺鋤锄鋁铝銳锐鋒锋鋇钡閱阅鞏巩颳刮養养餓饿餒馁餘余駝驼駐驻駛驶駕驾駒驹
髮发鬧闹魯鲁鴉鸦齒齿儘尽冪幂劑剂勳勋噹当噸吨墾垦壇坛奮奋學学導导憲宪憑凭憊惫憶忆戰战擁拥擋挡撻挞據据擄掳擇择撿捡擔担撾挝曆历曉晓樸朴橫横樹树橢椭橋桥機机歷历澱淀濃浓澤泽濁浊熾炽燒烧燈灯燙烫獨独盧卢瞞瞒磚砖禦御積积穎颖窺窥簑蓑
築筑篩筛縛缚縣县膩腻興兴艙舱蕩荡蕭萧蕪芜螞蚂螢萤褲裤親亲諺谚諱讳謀谋諜谍諧谐諮咨諾诺謂谓諷讽貓猫賴赖踴踊輻辐輯辑輸输辦办選选遲迟遼辽遺遗錠锭錶表鋸锯錳锰錯错錢钱鋼钢錫锡錄录錐锥錦锦閻阎隨随險险霑沾靜静頰颊頸颈頻频頭头頹颓頤颐
館馆餞饯餡馅駭骇駱骆鬨哄鮑鲍鴕鸵鴦鸯鴨鸭鴛鸳龍龙龜龟優优償偿儲储勵励嚐尝嚇吓壓压嬰婴嶼屿嶺岭嶽岳幫帮彌弥應应懇恳戲戏擊击擠挤擰拧擬拟擱搁斂敛斃毙檔档檢检氈毡濘泞濱滨濟济濛蒙濤涛濫滥澀涩濕湿濰潍營营燦灿燭烛燬毁燴烩牆墙獰狞獲获
環环療疗盪荡矯矫簍篓糞粪縮缩績绩縷缕繃绷縫缝總总縱纵縴纤聲声聰聪聯联聳耸膿脓膽胆臉脸臨临舉举艱艰薑姜薔蔷薊蓟虧亏謎谜謗谤謙谦講讲謊谎謠谣謝谢謄誊谿溪賺赚賽赛購购趨趋轄辖輾辗轅辕輿舆還还邁迈醣糖醞酝醜丑鍍镀鎂镁錨锚鍵键鍊炼鍋锅
錘锤鍾钟鍬锹鍛锻闊阔闌阑闆板隱隐隸隶雖虽韓韩顆颗餵喂騁骋駿骏鮮鲜鴻鸿鴿鸽點点齋斋叢丛嚮向壘垒嬸婶擴扩擲掷擾扰攆撵擺摆擻擞斷断櫃柜檻槛檸柠檯台歸归瀉泻瀋沈濾滤濺溅燻熏燼烬獵猎甕瓮癒愈礎础禮礼穢秽竄窜竅窍簡简糧粮織织繕缮繞绕繡绣
罈坛翹翘職职聶聂臍脐舊旧薩萨藍蓝薹苔薦荐蟬蝉蟲虫謹谨謬谬豐丰贅赘蹤踪蹟迹軀躯轉转轍辙醫医醬酱釐厘鎊镑鎖锁鎢钨鎳镍鎮镇鎬镐鎚锤闖闯離离雜杂雙双雛雏雞鸡鞦秋額额顏颜題题餾馏騎骑鬆松鯉鲤鵑鹃鵝鹅鼕冬嚥咽壞坏壟垄寵宠龐庞廬庐懲惩懷怀
懶懒攏拢曠旷櫥橱瀝沥瀕濒爍烁犢犊獸兽獺獭瓊琼疇畴癟瘪癡痴矇蒙礙碍禱祷穫获穩稳簾帘簽签繫系繭茧繹绎繩绳繪绘羅罗繳缴臘腊藝艺藥药蟻蚁蠅蝇蠍蝎襖袄譁哗譜谱識识證证譚谭譏讥贈赠贊赞轎轿辭辞邊边鏡镜鏟铲鏈链關关隴陇難难霧雾韻韵類类願愿
顛颠饅馒騙骗鬍胡鯨鲸鵲鹊鵬鹏麗丽麴曲勸劝嚨咙嚴严孃娘寶宝懸悬攔拦攙搀瀾澜瀰弥爐炉獻献癢痒癥症礦矿礬矾礫砾競竞籌筹籃篮糰团辮辫繼继艦舰藹蔼蘆芦蘋苹蘇苏蘊蕴覺觉觸触議议譯译譟噪贏赢贍赡釋释鐘钟鏽锈闡阐飄飘饒饶饑饥騰腾騷骚鰓鳃鹹咸
麵面黨党齣出齡龄囂嚣屬属懼惧懾慑攝摄攜携櫻樱欄栏殲歼爛烂犧牺纏缠續续蘭兰蠟蜡襪袜襬摆覽览譴谴護护譽誉贓赃躊踌躍跃轟轰辯辩鐮镰鐳镭鐵铁闢辟響响顧顾驅驱騾骡鶴鹤齧啮孿孪巒峦彎弯攤摊權权歡欢灑洒灘滩疊叠癬癣籠笼聾聋聽听臟脏襲袭襯衬
讀读贖赎鑄铸鑑鉴鑒鉴顫颤驕骄髒脏鬚须鱉鳖鷗鸥龔龚囌苏巖岩戀恋攣挛攪搅曬晒竊窃籤签纓缨纖纤纔才蘿萝蠱蛊變变邏逻顯显驚惊驗验體体鱗鳞黴霉囑嘱壩坝攬揽癱瘫蠶蚕讓让讒谗艷艳贛赣釀酿靈灵韆千驟骤鷹鹰鹼碱鹽盐齲龋廳厅灣湾籬篱籮箩蠻蛮觀观
釁衅鑲镶鑰钥顱颅饞馋灤滦矚瞩讚赞鑷镊驢驴纜缆鑽钻鑼锣豔艳鑿凿鬱郁籲吁
著着妳你裏里裡里眞真`;

/** Characters that dialects write for a common one: 俺 is 我, 冇 is 没, 甭 is 别. */
const DIALECT = "俺我咱我恁你甭别莫别冇没咗了嘅的佢他唔不畀给俾给睇看瞅看啲些";

/**
 * The first character of every syllable in the engine's own order by pinyin, followed by the syllable; v is ü. A character
 * sounds like the last one here that does not sort behind it. Agrees with dictionaries for 3,718 of GB 2312's 3,755 common ones.
 */
const SOUNDS = `
吖a哎ai安an肮ang凹ao八ba掰bai扳ban邦bang勹bao卑bei呗ben崩beng逼bi边bian灬biao憋bie玢bin冫bing拨bo卜bu簿ca猜cai参can仓cang操cao艹ce岑cen噌ceng
叉cha拆chai觇chan伥chang抄chao车che抻chen柽cheng吃chi充chong抽chou出chu揣chuai巛chuan疮chuang吹chui春chun踔chuo呲ci匆cong凑cou粗cu
汆cuan崔cui村cun搓cuo哒da呆dai丹dan当dang刀dao得de灯deng氐di嗲dia掂dian刁diao爹die丁ding丟diu东dong都dou嘟du耑duan堆dui吨dun多duo婀e诶ei恩en
儿er发fa帆fan匚fang飞fei分fen丰feng缶fou夫fu旮ga该gai甘gan冈gang皋gao戈ge给gei根gen庚geng工gong勾gou估gu瓜gua乖guai关guan光guang归gui丨gun
呙guo哈ha咳hai顸han夯hang蒿hao诃he黑hei痕hen亨heng轰hong侯hou乎hu花hua怀huai欢huan肓huang灰hui昏hun耠huo丌ji加jia戋jian江jiang艽jiao阶jie
巾jin京jing冂jiong纠jiu居ju娟juan噘jue军jun咔ka开kai刊kan康kang尻kao苛ke剋kei肯ken阬keng空kong抠kou刳ku夸kua蒯kuai宽kuan匡kuang亏kui坤kun
扩kuo垃la来lai兰lan啷lang捞lao仂le雷lei嘞leng哩li俩lia倆lian良liang撩liao咧lie拎lin伶ling溜liu龙long娄lou噜lu驴lv娈luan掠lve抡lun囉luo妈ma
埋mai颟man邙mang猫mao么me麼mei门men虻meng咪mi宀mian喵miao乜mie民min名ming谬miu摸mo哞mou毪mu拿na乃nai囡nan囔nang孬nao疒ne馁nei恁nen能neng嗯ng
妮ni拈nian娘niang鸟niao捏nie您nin宁ning妞niu农nong耨nou奴nu女nv暖nuan煖nve挪nuo喔o讴ou趴pa拍pai潘pan乓pang抛pao呸pei喷pen怦peng丕pi偏pian
剽piao氕pie姘pin乒ping蘋po剖pou仆pu七qi掐qia千qian呛qiang悄qiao且qie亲qin青qing邛qiong丘qiu区qu悛quan炔que逡qun蚺ran禳rang娆rao惹re人ren
扔reng日ri戎rong柔rou如ru阮ruan蕤rui闰run若ruo仨sa塞sai三san桑sang搔sao色se森sen僧seng杀sha筛shai山shan伤shang捎shao奢she谁shen升sheng
尸shi匙shou书shu刷shua衰shuai闩shuan双shuang誰shui吮shun说shuo厶si忪song嗖sou苏su狻suan虽sui孙sun唆suo他ta胎tai坍tan汤tang涛tao忑te疼teng
剔ti天tian佻tiao帖tie厅ting通tong偷tou凸tu湍tuan推tui吞tun乇tuo挖wa歪wai弯wan尢wang危wei塭wen翁weng挝wo乌wu夕xi呷xia仙xian乡xiang枭xiao
些xie心xin星xing凶xiong休xiu吁xu轩xuan削xue勋xun丫ya恹yan央yang幺yao鑰ye一yi因yin窨ying哟yo佣yong优you纡yu鸢yuan曰yue晕yun匝za災zai糌zan
赃zang遭zao则ze贼zei鯽zen增zeng扎zha斋zhai沾zhan张zhang钊zhao蜇zhe贞zhen争zheng之zhi中zhong州zhou朱zhu抓zhua拽zhuai专zhuan妆zhuang
隹zhui肫zhun拙zhuo孜zi宗zong邹zou楱zu钻zuan嘴zui尊zun嘬zuo`;

/** Readings that matter here and that the order by pinyin gives otherwise: 着火, 咋样. */
const READINGS = "着zhao咋za佛fo调tiao";

const WORD = /[\p{L}\p{N}+]/u;
/** Joiners, bidi marks, tags, combining marks: invisible or piled up, never a break between words. */
const INVISIBLE = /[\p{Cf}\p{M}]+/gu;
const HAN = /\p{Script=Han}/u;
const LATIN = /[a-z]+|[^a-z]/gu;
/** More characters than anybody types in a lifetime of the process, and a bound for those who try. */
const KEPT = 20_000;

const order = new Intl.Collator("zh-Hans-CN-u-co-pinyin");
const simple = new Map<string, string>();
for (const [from, to] of (TRADITIONAL.replaceAll("\n", "") + DIALECT).match(/../gu) ?? [])
  if (from && to) simple.set(from, to);
const sounds = tokens(SOUNDS);
const readings = new Map(tokens(READINGS));
const folds = new Map<string, string>();
const heard = new Map<string, Unit>();
const syllable = new Set(sounds.map(([, sound]) => sound));
const longest = Math.max(...[...syllable].map((sound) => sound.length));

/** Lower-case simplified words, broken wherever the writer put a space, a mark or a picture. "+" is kept: +1 is a word. */
export function parts(text: string): string[] {
  // Before and after, because compatibility forms may hide a mark.
  const clean = text.replace(INVISIBLE, "").normalize("NFKC").replace(INVISIBLE, "").toLowerCase();
  let folded = "";
  for (const char of clean) folded += foldedChar(char);
  return folded.split(" ").filter((part) => part !== "");
}

/** A space for everything that breaks words. Kept, because the few thousand characters of daily use come again and again. */
function foldedChar(char: string): string {
  const known = folds.get(char);
  if (known !== undefined) return known;
  const found = WORD.test(char) ? (simple.get(char) ?? char) : " ";
  if (folds.size < KEPT) folds.set(char, found);
  return found;
}

/** The same in one piece: "打 卡！" and "打卡" are one. Empty when nothing but marks or pictures was written. */
export function fold(text: string): string {
  return parts(text).join("");
}

/** One character, or one syllable, word or digit of Latin writing (then `char` is empty). */
export interface Unit {
  char: string;
  /** Toneless pinyin; of Latin letters that are no pinyin the whole word, of a digit the digit. */
  sound: string;
}

/** A part as its reader pronounces it: "站掌" and "zhanzhang" have the same sounds. */
export function units(part: string): Unit[] {
  const found: Unit[] = [];
  for (const run of part.match(LATIN) ?? []) {
    const known = heard.get(run);
    if (known) found.push(known);
    else if (run >= "a" && run < "{") found.push(...spelt(run).map((sound) => ({ char: "", sound })));
    else found.push(hear(run));
  }
  return found;
}

function hear(char: string): Unit {
  const unit = { char, sound: soundOf(char) };
  if (heard.size < KEPT) heard.set(char, unit);
  return unit;
}

/** Sounds that southern tongues and speech recognisers mix up become one: zh and z, n and ng. */
export function blur(sound: string): string {
  return sound.replace(/^([zcs])h/, "$1").replace(/ng$/, "n");
}

function soundOf(char: string): string {
  if (!HAN.test(char)) return char;
  const known = readings.get(char);
  if (known !== undefined) return known;
  let low = 0;
  let high = sounds.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (order.compare(sounds[middle]?.[0] ?? "", char) <= 0) low = middle;
    else high = middle - 1;
  }
  return sounds[low]?.[1] ?? char;
}

/** Cuts a run of letters into as few syllables as possible; whole when it is no pinyin. */
function spelt(run: string): string[] {
  if (run.length > 60) return [run];
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= run.length; end++) {
    for (let start = Math.max(0, end - longest); start < end; start++) {
      const before = best[start];
      const last = run.slice(start, end);
      if (!before || !syllable.has(last)) continue;
      const shorter = !best[end] || before.length + 1 < (best[end]?.length ?? 0);
      if (shorter) best[end] = [...before, last];
    }
  }
  return best[run.length] ?? [run];
}

function tokens(table: string): [char: string, sound: string][] {
  return (table.match(/[^a-z\n][a-z]+/gu) ?? []).map((token) => {
    const char = String.fromCodePoint(token.codePointAt(0) ?? 0);
    return [char, token.slice(char.length)];
  });
}
