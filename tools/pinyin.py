"""Writes finkit/gate/pinyin.csv: counties, prefectures and items as they are typed: lin tao xian.

    pip install pypinyin && python -m tools.pinyin

pypinyin (MIT) knows how most places are read; those it reads like common words stand below, as the
places themselves say them.
"""

from __future__ import annotations

import csv
from pathlib import Path

from pypinyin import Style, lazy_pinyin, load_phrases_dict

from finkit.accounts.chart import accounts
from finkit.counties import register

OWN = {
    "乐亭": "lao ting",
    "井陉": "jing xing",
    "单县": "shan xian",
    "大埔": "da bu",
    "东阿": "dong e",
    "六安": "lu an",
    "六合": "lu he",
    "洪洞": "hong tong",
    "浚县": "xun xian",
    "犍为": "qian wei",
    "盱眙": "xu yi",
    "筠连": "jun lian",
    "荥阳": "xing yang",
    "莘县": "shen xian",
    "蔚县": "yu xian",
    "郫都": "pi du",
    "渑池": "mian chi",
    "枞阳": "zong yang",
    "歙县": "she xian",
    "黟县": "yi xian",
    "丽水": "li shui",
    "台州": "tai zhou",
    "天台": "tian tai",
    "厦门": "xia men",
    "重庆": "chong qing",
    "长子县": "zhang zi xian",
    "繁峙": "fan shi",
    "任丘": "ren qiu",
    "任泽": "ren ze",
    "任县": "ren xian",
    "柏乡": "bai xiang",
    "尉犁": "yu li",
    "番禺": "pan yu",
    "东莞": "dong guan",
    "莎车": "sha che",
    "亳州": "bo zhou",
    "儋州": "dan zhou",
    "铅山": "yan shan",
    "弋阳": "yi yang",
    "鄱阳": "po yang",
    "中牟": "zhong mu",
    "郏县": "jia xian",
    "柘城": "zhe cheng",
    "泌阳": "bi yang",
    "监利": "jian li",
    "秭归": "zi gui",
    "枝江": "zhi jiang",
    "汨罗": "mi luo",
    "耒阳": "lei yang",
    "郴州": "chen zhou",
    "綦江": "qi jiang",
    "什邡": "shi fang",
    "阆中": "lang zhong",
    "珙县": "gong xian",
    "会理": "hui li",
    "砚山": "yan shan",
    "漾濞": "yang bi",
    "宕昌": "tan chang",
    "乐都": "le du",
    "吴堡": "wu bu",
    "柞水": "zha shui",
    "澄城": "cheng cheng",
    "华阴": "hua yin",
    "盐池": "yan chi",
    "藁城": "gao cheng",
    "鄞州": "yin zhou",
    "朝阳": "chao yang",
    "行唐": "xing tang",
    "尚志": "shang zhi",
    "且末": "qie mo",
    "若羌": "ruo qiang",
    "预算稳定调节基金": "yu suan wen ding tiao jie ji jin",
    "汇总行": "hui zong hang",
}
"""Parts of names; the longest that stands in a name is read so."""


def main() -> None:
    """Writes the table anew."""
    for word, read in OWN.items():
        load_phrases_dict({word: [[syllable] for syllable in read.split()]})
    names = {county.name for county in register().values()}
    names |= {county.prefecture for county in register().values()} - {""}
    names |= {county.province for county in register().values()}
    names |= set(accounts())
    path = Path(__file__).parents[1] / "finkit" / "gate" / "pinyin.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "pinyin"))
        for name in sorted(names):
            syllables = lazy_pinyin(name, style=Style.NORMAL, errors="ignore")
            writer.writerow((name, " ".join(syllables)))


if __name__ == "__main__":
    main()
