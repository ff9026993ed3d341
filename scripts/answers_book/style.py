"""How the page looks, on paper (A4), on a screen and on a phone."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
*{box-sizing:border-box}
body{margin:0;color:#111;background:#fff;font:16px/1.45 system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif}
main{max-width:64rem;margin:0 auto;padding:1rem}
h1{font-size:2rem}h2{font-size:1.5rem}h3{font-size:1.25rem}h4{font-size:1.05rem}h5{font-size:1rem;margin:.3rem 0}
p{margin:.25rem 0}a{color:#0b4f8a}code{overflow-wrap:anywhere;font-size:.85em}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.35rem .5rem;text-align:left;
vertical-align:top;font-weight:normal;overflow-wrap:anywhere}
nav ol{padding-left:1.6rem}
article{border:1px solid #999;border-radius:4px;padding:.5rem .7rem;margin:.7rem 0}
.id{display:flex;flex-wrap:wrap;gap:.3rem .7rem;align-items:center}
.box{display:inline-block;flex:none;width:1.15rem;height:1.15rem;border:1.5px solid #111;background:#fff;
vertical-align:middle;margin-right:.3rem}
.level{border:1px solid #555;border-radius:3px;padding:0 .4rem;font-size:.85em}
.level-emergency{border-color:#a40000;color:#a40000;font-weight:bold}
.level-doctor_today{border-color:#7a4b00;color:#7a4b00;font-weight:bold}
.bound{font-size:.85em;text-decoration:underline}
.known{font-weight:normal;font-size:.85em}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.2rem 1.2rem;margin:.4rem 0}
.pair>div{min-width:0;overflow-wrap:anywhere}
.blank{background:#eee;border-bottom:1px solid #555}
.about{font-size:.8em;color:#333}
.buttons{margin:0;padding-left:1.2rem;font-size:.9em}
.things{list-style:none;padding:0}.things li{border-top:1px solid #ccc;padding:.3rem 0}
.remark{display:flex;gap:.5rem;font-size:.85em;margin-top:.6rem}
.write{flex:1;border-bottom:1px solid #111;min-height:1.4rem}
.sign td{height:3rem;width:60%}
@media screen and (max-width:40rem){.pair{grid-template-columns:1fr}
.pair .ru{border-top:1px dashed #999;padding-top:.3rem}
h1{font-size:1.6rem}main{padding:.6rem}}
@page{size:A4;margin:14mm 12mm 16mm}
@media print{body{font-size:10pt;line-height:1.3}main{max-width:none;padding:0}a{color:inherit;text-decoration:none}
.part{break-before:page}article,.things li,tr{break-inside:avoid}h2,h3,h4,h5{break-after:avoid}
.blank{background:none}.remark{margin-top:4mm}.write{min-height:6mm}p{orphans:2;widows:2}
#sources{font-size:8pt}}
"""
